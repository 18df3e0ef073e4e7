namespace Seaworthy.Processes;

/// <summary>What to start, where, and as whom.</summary>
public sealed record ChildCommand
{
    /// <summary>
    /// The program: looked up in the child's own PATH when it has no slash; relative to <see cref="WorkingDirectory"/> when it
    /// has one, as a shell would after <c>cd</c>.
    /// </summary>
    public required string FileName { get; init; }

    /// <summary>The arguments, passed as they are: there is no shell in between.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Where the program starts; null: where we are.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Changes to our own environment; a null value removes the variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>
    /// Name or number of the user to run as; null: ours. Names come from /etc/passwd: a static executable has no other name
    /// service. HOME, USER and LOGNAME follow the user unless <see cref="Environment"/> sets them.
    /// </summary>
    public string? User { get; init; }

    /// <summary>Name or number of the group to run as; null: the user's own.</summary>
    public string? Group { get; init; }
}
