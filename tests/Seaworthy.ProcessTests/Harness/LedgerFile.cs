using System.Globalization;

namespace Seaworthy.ProcessTests.Harness;

/// <summary>The stub server's own account of the calls it saw, which outlives it.</summary>
internal sealed class LedgerFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-").FullName;

    /// <summary>What the stub server is told.</summary>
    public string Path => System.IO.Path.Combine(_folder, "ledger");

    /// <summary>Everything so far, in order.</summary>
    public IReadOnlyList<LedgerEntry> Read() => !File.Exists(Path) ? [] :
        [.. File.ReadAllLines(Path).Select(line => line.Split(' ')).Select(words =>
            new LedgerEntry(words[0], words[2], words[3], int.Parse(words[4], CultureInfo.InvariantCulture)))];

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
