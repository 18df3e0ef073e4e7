namespace Seaworthy.ContainerTests.Rollout;

/// <summary>What became of a call, as its caller saw it.</summary>
internal enum Fate
{
    /// <summary>The tool's own answer, in a response that ended as it should.</summary>
    Answered,

    /// <summary>An error that says that it was not started: safe to send again, and yet nothing that a rolling restart may show.</summary>
    Refused,

    /// <summary>Anything else.</summary>
    Lost,
}
