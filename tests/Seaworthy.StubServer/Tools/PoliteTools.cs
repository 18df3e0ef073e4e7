using System.Globalization;

using Seaworthy.StubServer.Protocol;

namespace Seaworthy.StubServer.Tools;

/// <summary>Tools that keep to the protocol.</summary>
internal static class PoliteTools
{
    private const int InternalError = -32603;

    public static Task EchoAsync(ToolCall call) => call.AnswerAsync(call.Text("text"));

    public static async Task SleepAsync(ToolCall call)
    {
        await call.WaitAsync(call.Number("ms")).ConfigureAwait(false);
        await call.AnswerAsync("slept").ConfigureAwait(false);
    }

    public static async Task ProgressAsync(ToolCall call)
    {
        var steps = call.Number("steps", 3);
        for (var step = 1; step <= steps; step++)
        {
            await call.WaitAsync(call.Number("ms")).ConfigureAwait(false);
            if (call.ProgressLine(step, steps) is { } line)
                await call.Output.WriteLineAsync(line).ConfigureAwait(false);
        }

        await call.AnswerAsync(string.Create(CultureInfo.InvariantCulture, $"{steps} steps")).ConfigureAwait(false);
    }

    public static async Task LogAsync(ToolCall call)
    {
        for (var i = 1; i <= call.Number("count", 1); i++)
            await call.LogAsync(string.Create(CultureInfo.InvariantCulture, $"line {i}")).ConfigureAwait(false);
        await call.AnswerAsync("logged").ConfigureAwait(false);
    }

    public static Task BigAsync(ToolCall call) => call.AnswerAsync(new string('b', call.Number("bytes", 1024)));

    public static Task FailAsync(ToolCall call) => call.AnswerAsync("it failed", isError: true);

    public static Task RpcErrorAsync(ToolCall call) => call.Output.WriteLineAsync(Message.Error(call.Id, InternalError, "it failed badly"));

    public static Task EnvironmentAsync(ToolCall call) =>
        call.AnswerAsync(Environment.GetEnvironmentVariable(call.Text("name")) ?? "(unset)");

    public static Task ProcessIdAsync(ToolCall call) => call.AnswerAsync(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
}
