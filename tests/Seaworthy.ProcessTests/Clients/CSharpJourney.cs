using System.Collections.Concurrent;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Clients;

/// <summary>What a C# client of server-everything must be able to do; the same journey as in tests/clients/lib.</summary>
internal sealed class CSharpJourney(McpClient client)
{
    /// <summary>All of it.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        Assert.Equal("mcp-servers/everything", client.ServerInfo?.Name);
        Assert.False(string.IsNullOrEmpty(client.ServerInstructions));
        await ToolsAsync(cancellation);
        await ProgressAsync(cancellation);
        await ResourcesAsync(cancellation);
        await PromptsAsync(cancellation);
        await ErrorsAsync(cancellation);
        await CancellationAsync(cancellation);
        if (!Revision.IsStateless(client.NegotiatedProtocolVersion!))
            await SessionAsync(cancellation);
    }

    /// <summary>The first text of a result that is no error.</summary>
    public static string TextOf(CallToolResult result)
    {
        Assert.NotEqual(true, result.IsError);
        return result.Content.OfType<TextContentBlock>().First().Text;
    }

    private async Task ToolsAsync(CancellationToken cancellation)
    {
        var tools = await client.ListToolsAsync(cancellationToken: cancellation);
        Assert.Contains(tools, tool => tool.Name == "get-sum");
        const string Text = "a \"quoted\" line\nand another, ünïcode 🚢";
        Assert.Equal($"Echo: {Text}", await EchoAsync(Text, cancellation));
        var texts = Enumerable.Range(0, 60).Select(i => $"call {i}").ToArray();
        var answers = await Task.WhenAll(texts.Select(text => EchoAsync(text, cancellation)));
        Assert.Equal(texts.Select(text => $"Echo: {text}"), answers);
    }

    private async Task ProgressAsync(CancellationToken cancellation)
    {
        var seen = new ConcurrentQueue<float>();
        var result = await LongRunningAsync(0.5, 5, new SynchronousProgress(value => seen.Enqueue(value.Progress)), cancellation);
        Assert.Contains("completed", TextOf(result), StringComparison.Ordinal);
        // The client handles each message in a task of its own and forgets the token with the answer, so that the order and
        // the last ones are its own affair; the TypeScript clients judge those.
        Assert.Empty(seen.Except([1, 2, 3, 4, 5]));
        Assert.InRange(seen.Count, 1, 5);
    }

    private async Task ResourcesAsync(CancellationToken cancellation)
    {
        var resources = await client.ListResourcesAsync(cancellationToken: cancellation);
        var read = await resources[0].ReadAsync(cancellationToken: cancellation);
        Assert.NotEmpty(Assert.IsType<TextResourceContents>(read.Contents[0]).Text);
        Assert.NotEmpty(await client.ListResourceTemplatesAsync(cancellationToken: cancellation));
        var blob = await client.ReadResourceAsync("demo://resource/dynamic/blob/7", cancellationToken: cancellation);
        Assert.NotEqual(0, Assert.IsType<BlobResourceContents>(blob.Contents[0]).Blob.Length);
    }

    private async Task PromptsAsync(CancellationToken cancellation)
    {
        Assert.Contains(await client.ListPromptsAsync(cancellationToken: cancellation), prompt => prompt.Name == "args-prompt");
        var filled = await client.GetPromptAsync("args-prompt", new Dictionary<string, object?> { ["city"] = "Bergen" }, cancellationToken: cancellation);
        Assert.Contains("Bergen", Assert.IsType<TextContentBlock>(filled.Messages[0].Content).Text, StringComparison.Ordinal);
        var completed = await client.CompleteAsync(new PromptReference { Name = "completable-prompt" }, "department", "E", cancellationToken: cancellation);
        Assert.Equal(["Engineering"], completed.Completion.Values);
    }

    private async Task ErrorsAsync(CancellationToken cancellation)
    {
        var missing = await Assert.ThrowsAnyAsync<McpException>(
            async () => await client.ReadResourceAsync("demo://resource/nowhere", cancellationToken: cancellation));
        Assert.IsType<McpProtocolException>(missing);
        await Assert.ThrowsAnyAsync<McpException>(async () => await client.GetPromptAsync("no-such-prompt", cancellationToken: cancellation));
    }

    private async Task CancellationAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var cancelled = LongRunningAsync(20, 200, new SynchronousProgress(_ => stop.Cancel()), stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal("Echo: after", await EchoAsync("after", cancellation));
    }

    private async Task SessionAsync(CancellationToken cancellation)
    {
#pragma warning disable MCP9005 // The client marks what only older revisions have, which is what is asked for here.
        await client.SetLoggingLevelAsync(LoggingLevel.Warning, cancellationToken: cancellation);
#pragma warning restore MCP9005
        await client.PingAsync(cancellationToken: cancellation);
    }

    private async Task<string> EchoAsync(string text, CancellationToken cancellation) =>
        TextOf(await client.CallToolAsync("echo", new Dictionary<string, object?> { ["message"] = text }, cancellationToken: cancellation));

    private Task<CallToolResult> LongRunningAsync(double seconds, int steps, SynchronousProgress progress, CancellationToken cancellation) =>
        client.CallToolAsync(
            "trigger-long-running-operation", new Dictionary<string, object?> { ["duration"] = seconds, ["steps"] = steps }, progress, cancellationToken: cancellation).AsTask();
}
