using System.Text.Json;
using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Clients;

/// <summary>One of the Node clients in tests/clients, at work.</summary>
internal sealed class NodeClient : IAsyncDisposable
{
    private readonly TestProcess _process;
    private readonly TaskCompletionSource _inCall = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _verdict = "";

    private NodeClient(string script, IEnumerable<string> arguments)
    {
        Name = script;
        _process = TestProcess.Start(EverythingServer.Node(), [Path.Combine(EverythingServer.Folder, script), .. arguments], OnLine);
    }

    /// <summary>The script.</summary>
    public string Name { get; }

    /// <summary>Starts a client against an endpoint.</summary>
    public static NodeClient Start(string script, Uri endpoint, params IEnumerable<string> arguments) =>
        new(script, [endpoint.AbsoluteUri, .. arguments]);

    /// <summary>Waits until the server works on the client's long call.</summary>
    public Task InCallAsync() => _process.Guard.WatchAsync(Task.WhenAny(_inCall.Task, _process.Exited), "the client's call to begin");

    /// <summary>Waits for the verdict, and fails with every step that failed.</summary>
    public async Task SucceedsAsync()
    {
        var exit = await _process.ExitAsync(HangGuard.Limit * 2);
        Expect.That(!(_verdict.Length == 0), () => $"{Name} printed no verdict, exit {exit.Code}.\n{_process.Describe()}");
        using var verdict = JsonDocument.Parse(_verdict);
        var failed = string.Join('\n', verdict.RootElement.GetProperty("steps").EnumerateArray()
            .Where(step => !step.GetProperty("ok").GetBoolean())
            .Select(step => $"{step.GetProperty("name")}: {step.GetProperty("error")}"));
        Assert.True(failed.Length == 0, $"{Name}:\n{failed}");
        Assert.Equal(0, exit.Code);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private void OnLine(string line)
    {
        if (line == """{"event":"in-call"}""")
            _inCall.TrySetResult();
        else
            _verdict = line;
    }
}
