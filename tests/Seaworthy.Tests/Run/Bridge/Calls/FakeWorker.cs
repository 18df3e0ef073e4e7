using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Bridge.Calls;

/// <summary>The other end of a <see cref="WorkerPipe"/>, in memory: the test reads what the worker would, and writes what it would.</summary>
internal sealed class FakeWorker : IAsyncDisposable
{
    private readonly Pipe _stdin = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Pipe _stdout = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly StreamReader _lines;
    private readonly Task _running;

    public FakeWorker(long maxMessage = 1 << 20)
    {
        Pipe = new WorkerPipe(_stdin.Writer.AsStream(), _stdout.Reader.AsStream(), maxMessage, Events);
        _lines = new StreamReader(_stdin.Reader.AsStream());
        _running = Pipe.RunAsync();
    }

    public WorkerPipe Pipe { get; }

    /// <summary>Completes when nothing of it is read any more; fails when the reader does.</summary>
    public Task Running => _running;

    public RecordedEvents Events { get; } = new();

    /// <summary>The next line that it was sent; null at the end of its input. A test whose line never comes fails, and does not hang.</summary>
    public async Task<string?> ReadLineAsync() =>
        await _lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

    /// <summary>The next message that it was sent.</summary>
    public async Task<JsonNode> ReadAsync() => JsonNode.Parse((await ReadLineAsync())!)!;

    /// <summary>Writes a line to its stdout.</summary>
    public Task WriteAsync(string line) => WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));

    public async Task WriteAsync(byte[] bytes) => await _stdout.Writer.WriteAsync(bytes);

    /// <summary>Answers a request with a result.</summary>
    public Task AnswerAsync(JsonNode request, string result) =>
        WriteAsync($$$"""{"jsonrpc":"2.0","id":{{{request["id"]!.ToJsonString()}}},"result":{{{result}}}}""");

    /// <summary>Answers a request with an error.</summary>
    public Task RefuseAsync(JsonNode request, int code) =>
        WriteAsync($$$"""{"jsonrpc":"2.0","id":{{{request["id"]!.ToJsonString()}}},"error":{"code":{{{code}}},"message":"no"}}""");

    /// <summary>Ends its stdout, and waits until that was read.</summary>
    public async Task EndAsync()
    {
        await _stdout.Writer.CompleteAsync();
        await _running;
    }

    /// <summary>Closes its stdin, as its death would, and waits until that was noticed.</summary>
    public async Task CloseInputAsync()
    {
        await _stdin.Reader.CompleteAsync();
        Pipe.CloseInput();
        await Pipe.InputClosed;
    }

    public async ValueTask DisposeAsync() => await EndAsync();
}
