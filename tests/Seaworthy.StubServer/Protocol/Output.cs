namespace Seaworthy.StubServer.Protocol;

/// <summary>stdout, with one writer at a time: lines of concurrent calls never mix, unless a tool means them to.</summary>
internal sealed class Output : IDisposable
{
    private readonly Stream _stdout = Console.OpenStandardOutput();
    private readonly SemaphoreSlim _turn = new(1, 1);

    public Task WriteLineAsync(byte[] line) => HoldAsync(stdout => stdout.WriteAsync((byte[])[.. line, (byte)'\n']).AsTask());

    /// <summary>Lets nobody else write until <paramref name="use"/> is done.</summary>
    public async Task HoldAsync(Func<Stream, Task> use)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await use(_stdout).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _stdout.Dispose();
        _turn.Dispose();
    }
}
