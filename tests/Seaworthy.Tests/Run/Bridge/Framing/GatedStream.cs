using System.Text;

namespace Seaworthy.Tests.Run.Bridge.Framing;

/// <summary>Keeps every write; the first one waits until it is opened.</summary>
internal sealed class GatedStream : MemoryStream
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _writing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<string> Writes { get; } = [];

    public Task Writing => _writing.Task;

    public bool IsClosed { get; private set; }

    public IOException? Failure { get; init; }

    public void Open() => _gate.TrySetResult();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _writing.TrySetResult();
        await _gate.Task;
        if (Failure is not null)
            throw Failure;
        Writes.Add(Encoding.UTF8.GetString(buffer.Span));
    }

    protected override void Dispose(bool disposing)
    {
        IsClosed = true;
        base.Dispose(disposing);
    }
}
