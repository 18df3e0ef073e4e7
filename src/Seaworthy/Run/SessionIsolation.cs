namespace Seaworthy.Run;

/// <summary>Who has a process of the command.</summary>
internal enum SessionIsolation
{
    /// <summary>All clients together.</summary>
    Shared,

    /// <summary>Each session one of its own.</summary>
    Session,
}
