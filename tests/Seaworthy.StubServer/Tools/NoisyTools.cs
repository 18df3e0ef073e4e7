namespace Seaworthy.StubServer.Tools;

/// <summary>Tools whose bytes on stdout are not one clean line at a time.</summary>
internal static class NoisyTools
{
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    /// <summary>A banner, JSON that is no message, an answer to nobody and invalid UTF-8 around the answer.</summary>
    public static Task StrayAsync(ToolCall call) => WriteAsync(
        call,
        [
            .. "Loading model weights...\n"u8, .. "{\"level\":\"debug\",\"msg\":\"hi\"}\n"u8, .. "[]\n\n42\n"u8,
            .. "{\"jsonrpc\":\"2.0\",\"id\":\"nobody-asked\",\"result\":{}}\n"u8, 0xFF, 0xFE, 0xC3, (byte)'\n',
            .. call.AnswerLine("despite the noise"), .. "\nDone.\n"u8,
        ]);

    /// <summary>Half of the line, a pause, the rest.</summary>
    public static Task PartialAsync(ToolCall call) => call.Output.HoldAsync(async stdout =>
    {
        byte[] line = [.. call.AnswerLine("in two parts"), .. NewLine];
        await stdout.WriteAsync(line.AsMemory(0, line.Length / 2), call.Cancelled).ConfigureAwait(false);
        await stdout.FlushAsync(call.Cancelled).ConfigureAwait(false);
        await call.WaitAsync(call.Number("ms")).ConfigureAwait(false);
        await stdout.WriteAsync(line.AsMemory(line.Length / 2), call.Cancelled).ConfigureAwait(false);
    });

    /// <summary>Progress and the answer in one write.</summary>
    public static Task BurstAsync(ToolCall call)
    {
        var count = call.Number("count", 10);
        var lines = Enumerable.Range(1, count).Select(step => call.ProgressLine(step, count)).OfType<byte[]>();
        return WriteAsync(call, [.. lines.SelectMany(line => line.Concat(NewLine)), .. call.AnswerLine("after a burst"), .. NewLine]);
    }

    public static Task CarriageReturnAsync(ToolCall call) => WriteAsync(call, [.. call.AnswerLine("with CRLF"), .. "\r\n"u8]);

    /// <summary>An answer that does not say to what, then the real one.</summary>
    public static Task NoIdAsync(ToolCall call) =>
        WriteAsync(call, [.. "{\"jsonrpc\":\"2.0\",\"result\":{}}\n"u8, .. call.AnswerLine("with an id"), .. NewLine]);

    /// <summary>The answer twice.</summary>
    public static Task TwiceAsync(ToolCall call) =>
        WriteAsync(call, [.. call.AnswerLine("first"), .. NewLine, .. call.AnswerLine("second"), .. NewLine]);

    private static Task WriteAsync(ToolCall call, byte[] bytes) =>
        call.Output.HoldAsync(stdout => stdout.WriteAsync(bytes, call.Cancelled).AsTask());
}
