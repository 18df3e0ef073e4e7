using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Door;

/// <summary>curl(1): a client of HTTP/2 and TLS that is nobody's own. It writes the response's head and body.</summary>
internal sealed class Curl : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly TestProcess _process;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Curl(IEnumerable<string> arguments) => _process = TestProcess.Start(
        Prerequisites.Require("curl", "speaks HTTP/2 over TLS"), ["--silent", "--insecure", "--no-buffer", "--max-time", "60", .. arguments], Add);

    /// <summary>What it has written.</summary>
    public string Output
    {
        get
        {
            lock (_lock)
                return string.Join('\n', _lines);
        }
    }

    public static Curl Start(params IEnumerable<string> arguments) => new(arguments);

    /// <summary>Sends a request of the other client.</summary>
    public static Curl Start(Uri server, RawRequest request, params IEnumerable<string> arguments) => new(
    [
        "--include", "--request", request.Method, .. arguments, .. request.Headers.SelectMany(header => new[] { "--header", $"{header.Key}: {header.Value}" }),
        .. request.Body is null ? Array.Empty<string>() : ["--data-binary", request.Body], new Uri(server, request.Path).ToString(),
    ]);

    /// <summary>Runs it to its end; the result is what it wrote.</summary>
    public static async Task<string> RunAsync(params IEnumerable<string> arguments)
    {
        await using var curl = Start(arguments);
        await curl.EndAsync();
        return curl.Output;
    }

    /// <summary>Waits until it has written a line that contains the text.</summary>
    public Task WaitForAsync(string text) => _process.Guard.WatchAsync(FindAsync(text), $"'{text}' in the output of curl:\n{Output}");

    /// <summary>Waits for the end of a transfer that succeeded.</summary>
    public async Task EndAsync()
    {
        var exit = await _process.ExitAsync();
        Assert.True(exit.Code == 0, $"curl ended with {exit.Code} after:\n{Output}\n{_process.Errors}");
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private void Add(string line)
    {
        lock (_lock)
        {
            _lines.Add(line);
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private async Task FindAsync(string text)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_lines.Exists(line => line.Contains(text, StringComparison.Ordinal)))
                    return;
                changed = _changed.Task;
            }
            await changed.WaitAsync(TestContext.Current.CancellationToken);
        }
    }
}
