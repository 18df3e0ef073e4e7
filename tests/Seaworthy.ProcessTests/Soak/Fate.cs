namespace Seaworthy.ProcessTests.Soak;

/// <summary>What became of a call, as its caller saw it.</summary>
internal enum Fate
{
    /// <summary>The tool's own answer.</summary>
    Answered,

    /// <summary>An error that says that it was not started.</summary>
    Refused,

    /// <summary>Nothing listened any more.</summary>
    Unreachable,

    /// <summary>The connection, kept from an earlier call, was closed before a byte came back: clients send again on a new one.</summary>
    ConnectionGone,

    /// <summary>Anything else: what must not happen.</summary>
    Lost,
}
