namespace Seaworthy.Trial.Targets;

/// <summary>Reads what a server writes as fast as it comes, and keeps the last lines.</summary>
internal sealed class OutputTail
{
    private const int Kept = 20;
    private const int LongestLine = 500;

    private readonly Queue<string> _lines = new();

    /// <summary>The last lines.</summary>
    public string Text
    {
        get
        {
            lock (_lines)
                return string.Join('\n', _lines);
        }
    }

    /// <summary>Reads to the end of the stream. Never faults.</summary>
    public async Task ReadAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        try
        {
            while (await reader.ReadLineAsync() is { } line)
                Add(line.Length > LongestLine ? line[..LongestLine] + "…" : line);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The server's pipes were closed under us: what it wrote until then counts.
        }
    }

    private void Add(string line)
    {
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
                _ = _lines.Dequeue();
        }
    }
}
