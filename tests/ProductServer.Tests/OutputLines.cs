using System.Text;

namespace ProductServer.Tests;

/// <summary>What a child writes, line by line: all of it, and waiting for one of them.</summary>
internal sealed class OutputLines
{
    private readonly List<string> _lines = [];
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Found)> _waiting = [];
    private readonly Task _read;

    public OutputLines(params Stream[] streams) => _read = Task.WhenAll(streams.Select(ReadAsync));

    /// <summary>Everything so far.</summary>
    public string Text
    {
        get
        {
            lock (_lines)
                return string.Join('\n', _lines);
        }
    }

    /// <summary>Everything, once the child has closed its output.</summary>
    public async Task<string> AllAsync()
    {
        await _read.WaitAsync(Programs.HangGuard, TestContext.Current.CancellationToken);
        return Text;
    }

    /// <summary>The first line that has the text, written already or in the future.</summary>
    public Task<string> WithAsync(string text) => FirstAsync(line => line.Contains(text, StringComparison.Ordinal), $"'{text}'");

    private async Task<string> FirstAsync(Func<string, bool> wanted, string what)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lines)
        {
            if (_lines.Find(line => wanted(line)) is { } line)
                return line;
            _waiting.Add((wanted, found));
        }

        _ = _read.ContinueWith(
            _ => found.TrySetException(new EndOfStreamException($"The output ended without {what}:\n{Text}")), TaskScheduler.Default);
        try
        {
            return await found.Task.WaitAsync(Programs.HangGuard, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited for {what} in:\n{Text}");
        }
    }

    private async Task ReadAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_lines)
            {
                _lines.Add(line);
                _waiting.RemoveAll(wait => wait.Wanted(line) && wait.Found.TrySetResult(line));
            }
        }
    }
}
