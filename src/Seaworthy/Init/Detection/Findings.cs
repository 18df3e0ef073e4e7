using Seaworthy.Deployment.Text;
using Seaworthy.Init.Plans;

namespace Seaworthy.Init.Detection;

/// <summary>What was found out about a server, with the reasons, and what was not.</summary>
internal sealed class Findings
{
    private readonly List<Clue> _clues = [];
    private readonly List<Unknown> _unknowns = [];

    /// <summary>What was found, in the order of the report.</summary>
    public IReadOnlyList<Clue> Clues => _clues;

    /// <summary>What was not.</summary>
    public IReadOnlyList<Unknown> Unknowns => _unknowns;

    /// <summary>The server's files; null while its runtime or its entry is unknown.</summary>
    public Project? Project { get; set; }

    /// <summary>The name, as the project has it.</summary>
    public string? Name { get; set; }

    /// <summary>The version, as the project has it.</summary>
    public string? Version { get; set; }

    /// <summary>One line for people.</summary>
    public string? Description { get; set; }

    /// <summary>The licence, as the project has it.</summary>
    public string? License { get; set; }

    /// <summary>How it talks; null while that is unknown.</summary>
    public Transport? Transport { get; set; }

    /// <summary>Whether Seaworthy's library is in it.</summary>
    public bool HasLibrary { get; set; }

    /// <summary>Where it listens, when it speaks HTTP and its sources say so.</summary>
    public int? Port { get; set; }

    /// <summary>Whether it listens where the variable PORT says.</summary>
    public bool ReadsPort { get; set; }

    /// <summary>The path of its MCP endpoint, when its sources say so.</summary>
    public string? Path { get; set; }

    /// <summary>Whether it keeps sessions in its memory.</summary>
    public bool HasSessions { get; set; }

    /// <summary>Whether it reads <c>DATABASE_URL</c>.</summary>
    public bool ReadsDatabaseUrl { get; set; }

    /// <summary>Adds what was found.</summary>
    public void Found(string what, string value, string why, Place? place = null) => _clues.Add(new(what, value, why, place));

    /// <summary>Adds what was not.</summary>
    public void Missing(string option, string question, string why, params IReadOnlyList<string> candidates) => _unknowns.Add(new(option, question, why, candidates));
}
