namespace Seaworthy.Hosting.Drain;

/// <summary>How a call ended.</summary>
internal enum CallFate
{
    /// <summary>Its real answer was sent, result or error.</summary>
    Answered,

    /// <summary>We had to end it, and said so. Makes the exit code 1.</summary>
    Cut,

    /// <summary>The client went away or cancelled it: nobody waits for an answer.</summary>
    Abandoned,
}
