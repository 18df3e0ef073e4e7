using Seaworthy.StubServer.Mischief;

namespace Seaworthy.StubServer.Tools;

/// <summary>Tools that never answer, and those that take the server along.</summary>
internal static class LethalTools
{
    public static Task ExitAsync(ToolCall call)
    {
        Environment.Exit(call.Number("code", 1));
        return Task.CompletedTask;
    }

    /// <summary>SIGKILL is what the out-of-memory killer sends; 11 and 6 are a crash.</summary>
    public static Task AbortAsync(ToolCall call)
    {
        var signal = call.Number("signal", Native.Sigkill);

        // The runtime's own handler would look for the faulting instruction, find none, and carry on.
        _ = Native.SetDisposition(signal, 0);
        _ = Native.Kill(Environment.ProcessId, signal);
        return SilentAsync(call);
    }

    public static Task SilentAsync(ToolCall call) => call.WaitAsync(Timeout.Infinite);

    /// <summary>A synchronous tool on the only thread, as in a naive server: nothing is read, nothing else written.</summary>
    public static async Task BlockAsync(ToolCall call)
    {
        await call.Output.HoldAsync(_ =>
        {
            using var never = new ManualResetEvent(false);
            never.WaitOne(call.Number("ms"));
            return Task.CompletedTask;
        }).ConfigureAwait(false);
        await call.AnswerAsync("blocked").ConfigureAwait(false);
    }
}
