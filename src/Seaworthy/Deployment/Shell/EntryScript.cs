using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Shell;

/// <summary>A shell script that starts a server: what it starts, and whether it hands its process over.</summary>
internal sealed class EntryScript
{
    private static readonly HashSet<string> Closers = new(StringComparer.Ordinal) { "fi", "done", "esac", "}" };

    private static readonly HashSet<string> Quick = new(StringComparer.Ordinal)
    {
        "echo", "printf", "cat", "ls", "exit", "return", "true", "false", ":", "set", "export", "cd", "shift", "unset", "umask", "trap", "[", "[[", "test",
        "local", "readonly", "source", ".", "break", "continue", "case",
    };

    private static readonly HashSet<string> Servers = new(StringComparer.Ordinal)
    {
        "node", "npm", "npx", "yarn", "pnpm", "bun", "deno", "tsx", "python", "python3", "uvicorn", "gunicorn", "hypercorn", "uv", "uvx", "poetry",
        "fastmcp", "dotnet", "java", "ruby", "php", "seaworthy", "supergateway", "mcp-proxy", "$@", "$*",
    };

    private readonly IReadOnlyList<ShellCommand> _commands;

    /// <summary>Reads a script.</summary>
    public EntryScript(SourceFile file) => (File, _commands) = (file, ShellText.Parse(file.Text));

    /// <summary>The script.</summary>
    public SourceFile File { get; }

    /// <summary>Every simple command.</summary>
    public IReadOnlyList<ShellCommand> Commands => _commands;

    /// <summary>Whether a shell reads it; other languages have other rules.</summary>
    public bool IsShell => File.Line(1) is var first && first.StartsWith("#!", StringComparison.Ordinal)
        ? first.Contains("sh", StringComparison.Ordinal) && !first.Contains("python", StringComparison.Ordinal)
        : File.Name.EndsWith(".sh", StringComparison.Ordinal);

    /// <summary>Whether it catches SIGTERM itself.</summary>
    public ShellCommand? TermTrap => _commands.FirstOrDefault(IsTermTrap);

    /// <summary>Whether it waits for a server in the background, which a trap needs in order to run at once.</summary>
    public bool Waits => _commands.Any(command => command.Program == "wait");

    /// <summary>
    /// The command that is the server: the last one, or, when the script ends in a block, the last of the known servers in it.
    /// </summary>
    public ShellCommand? Server
    {
        get
        {
            var last = _commands.LastOrDefault(command => !Quick.Contains(command.Program));
            if (last is null || (!Closers.Contains(last.Program) && !IsFunction(last.Program)))
                return last is { Program: "wait" } ? _commands.LastOrDefault(command => command.Ending == "&") : last;
            return _commands.LastOrDefault(command => Execs(command) || Servers.Contains(command.Program));
        }
    }

    /// <summary>Whether a command takes the place of the shell.</summary>
    public static bool Execs(ShellCommand command) => command.Program == "exec" && command.Arguments.Count > 1;

    /// <summary>Whether a command ends at once, so that it cannot be a server.</summary>
    public static bool IsQuick(string program) => Quick.Contains(program);

    /// <summary>Where a command stands.</summary>
    public Place PlaceOf(ShellCommand command) => File.At(command.Start, command.Length);

    // main "$@" at the end calls what is defined above as main() { … }.
    private bool IsFunction(string name) => _commands.Any(command => command.Program == name && command.Ending == "(");

    private static bool IsTermTrap(ShellCommand command) => command.Program == "trap" && command.Arguments.Count > 2
        && command.Arguments.Skip(2).Any(word => word.Text.ToUpperInvariant() is "TERM" or "SIGTERM" or "15" or "EXIT");
}
