using System.Globalization;

namespace Seaworthy.ProcessTests.Harness;

/// <summary>The stub server's own account of the calls it saw, which outlives it.</summary>
internal sealed class LedgerFile : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-").FullName;

    /// <summary>What the stub server is told.</summary>
    public string Path => System.IO.Path.Combine(_folder, "ledger");

    /// <summary>Everything so far, in order.</summary>
    public IReadOnlyList<LedgerEntry> Read() => !File.Exists(Path) ? [] :
        [.. File.ReadAllLines(Path).Select(line => line.Split(' ')).Select(words =>
            new LedgerEntry(words[0], words[2], words[3], int.Parse(words[4], CultureInfo.InvariantCulture)))];

    /// <summary>Waits for an entry. A file tells nobody that it has grown.</summary>
    public Task WaitForAsync(SeaworthyProcess server, string happened, string tool)
    {
        return server.Guard.WatchAsync(PollAsync(), $"'{happened} … {tool}' in the ledger");

        async Task PollAsync()
        {
            while (!Read().Any(entry => entry.Happened == happened && entry.Tool == tool))
                await Task.Delay(Interval, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
