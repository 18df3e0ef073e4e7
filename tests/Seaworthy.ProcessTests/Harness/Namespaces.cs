namespace Seaworthy.ProcessTests.Harness;

/// <summary>Process namespaces, which need rights that a desk may not give.</summary>
internal static class Namespaces
{
    private static readonly Lazy<Task<string?>> Refusal = new(TryAsync);

    /// <summary>unshare(1) with the arguments that make its child PID 1, and end everything with it.</summary>
    public static IEnumerable<string> Pid1Arguments(RootFolder? root) =>
        root is null
            ? ["--pid", "--fork", "--kill-child", "--mount-proc", "--"]
            : ["--pid", "--fork", "--kill-child", "--mount", "--", .. root.EnterCommand()];

    /// <summary>Skips, or fails in CI, where the machine does not permit process namespaces.</summary>
    public static async Task RequireAsync()
    {
        var refusal = await Refusal.Value;
        Prerequisites.Require(refusal is null, $"unshare --pid is not permitted here: {refusal}.");
    }

    private static async Task<string?> TryAsync()
    {
        var unshare = Prerequisites.Require("unshare", "runs the binary as PID 1");
        await using var process = TestProcess.Start(unshare, [.. Pid1Arguments(root: null), "true"], _ => { });
        var exit = await process.Exited;
        return exit.Code == 0 ? null : process.Errors;
    }
}
