using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Trial;

/// <summary>The small HTTP server that keeps every promise but one.</summary>
internal static class FaultServer
{
    private static readonly string Script = Path.Combine(Binaries.Repository, "tests/Seaworthy.ProcessTests/Trial/one-fault-server.mjs");

    /// <summary>Every promise that it can break.</summary>
    public static IReadOnlyList<string> Faults { get; } =
    [
        "ready-in-time", "health-truthful", "idle-stop", "stop-in-call", "stop-under-load", "open-streams", "idle-connections", "polite-refusal",
        "lame-duck", "beyond-budget", "sigint", "crash", "orphans", "rolling", "idle-sessions",
    ];

    /// <summary>The command that starts it.</summary>
    public static string[] Command(string fault = "none")
    {
        Prerequisites.Require("node", "runs the server that is put to the trial");
        return ["node", Script, fault];
    }

    /// <summary>The end of a trial's command line.</summary>
    public static string[] Behind(string fault = "none") => ["--", .. Command(fault)];
}
