using System.Globalization;

namespace Seaworthy.StubServer;

/// <summary>The misbehaviours, and the revision that the server speaks.</summary>
internal sealed record StubOptions
{
    public const string Usage = """
        stub-server [options]      an MCP server on stdio that misbehaves as it is told
          --revision DATE          speak only this revision; 2026-07-28 makes a modern-only server (default: what initialize asks for)
          --before-initialize error|exit|silent   what a request ahead of initialize meets (error)
          --ignore-eof             stay when stdin ends          --ignore-sigterm      stay on SIGTERM
          --slow-start MS          read nothing for that long    --never-ready         answer neither initialize nor discover
          --exit-at-start CODE     be gone at once               --banner              greet on stdout
          --flood-stderr N         N lines before serving        --stderr-line-bytes N length of each (80)
          --listen-port PORT       listen on TCP (0: any), silent on stdio
          --double-fork            leave a daemon in a session of its own
          --stubborn-child         leave a child in our group that ignores SIGTERM
          --hold-stdout            leave a daemon that holds our stdout
          --hang-after N           answer N calls, then nothing  --die-after N         answer N calls, exit 70 on the next
          --tools-a-page N         list N tools at a time, with cursors that only this process knows
          --tasks                  answer calls with tasks when they may be, which sleep for MS
          --tasks-a-page N         list N tasks at a time        --numbered-tasks      task-1, task-2 instead of random ids
          --ledger FILE            append a line per call received, answered, cancelled, and per resource subscribed, unsubscribed
        stub-server middle [--user USER] -- COMMAND   start COMMAND as a supervisor would, print its pid, wait
        """;

    public string? Revision { get; private set; }

    public string BeforeInitialize { get; private set; } = "error";

    public bool IgnoreEof { get; private set; }

    public bool IgnoreSigterm { get; private set; }

    public int SlowStart { get; private set; }

    public bool NeverReady { get; private set; }

    public int? ExitAtStart { get; private set; }

    public bool Banner { get; private set; }

    public int FloodStderr { get; private set; }

    public int StderrLineBytes { get; private set; } = 80;

    public int? ListenPort { get; private set; }

    public bool DoubleFork { get; private set; }

    public bool StubbornChild { get; private set; }

    public bool HoldStdout { get; private set; }

    public int HangAfter { get; private set; } = int.MaxValue;

    public int DieAfter { get; private set; } = int.MaxValue;

    public int? ToolsAPage { get; private set; }

    public bool Tasks { get; private set; }

    public bool NumberedTasks { get; private set; }

    public int TasksAPage { get; private set; } = int.MaxValue;

    public string? Ledger { get; private set; }

    /// <summary>Reads the command line; null, and what is wrong, when it cannot be read.</summary>
    public static StubOptions? Parse(string[] args, out string? wrong)
    {
        var options = new StubOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (options.SetFlag(args[i]))
                continue;
            if (i + 1 < args.Length && options.SetValue(args[i], args[i + 1]))
            {
                i++;
                continue;
            }

            wrong = $"'{args[i]}' is no option, or lacks its value.";
            return null;
        }

        wrong = null;
        return options;
    }

    private bool SetFlag(string name) => name switch
    {
        "--ignore-eof" => IgnoreEof = true,
        "--ignore-sigterm" => IgnoreSigterm = true,
        "--never-ready" => NeverReady = true,
        "--banner" => Banner = true,
        "--double-fork" => DoubleFork = true,
        "--stubborn-child" => StubbornChild = true,
        "--hold-stdout" => HoldStdout = true,
        "--tasks" => Tasks = true,
        "--numbered-tasks" => NumberedTasks = true,
        _ => false,
    };

    private bool SetValue(string name, string value)
    {
        switch (name)
        {
            case "--revision": Revision = value; return true;
            case "--before-initialize": BeforeInitialize = value; return value is "error" or "exit" or "silent";
            case "--ledger": Ledger = value; return true;
        }

        if (!int.TryParse(value, CultureInfo.InvariantCulture, out var number))
            return false;
        switch (name)
        {
            case "--slow-start": SlowStart = number; return true;
            case "--exit-at-start": ExitAtStart = number; return true;
            case "--flood-stderr": FloodStderr = number; return true;
            case "--stderr-line-bytes": StderrLineBytes = number; return true;
            case "--listen-port": ListenPort = number; return true;
            case "--hang-after": HangAfter = number; return true;
            case "--die-after": DieAfter = number; return true;
            case "--tools-a-page": ToolsAPage = number; return true;
            case "--tasks-a-page": TasksAPage = number; return true;
            default: return false;
        }
    }
}
