using System.Globalization;

namespace Seaworthy.ProcessTests.Soak;

/// <summary>What the stub says that it was given: the judge, since callers only know what they saw.</summary>
internal sealed class SoakLedger : IDisposable
{
    /// <summary>The file that the stub writes.</summary>
    public string Path { get; } = System.IO.Path.GetTempFileName();

    /// <summary>The numbers of the calls that the stub began.</summary>
    public async Task<HashSet<long>> ReceivedAsync() =>
        [.. (await File.ReadAllLinesAsync(Path)).Select(line => line.Split(' ')).Where(fields => fields[0] == "received")
            .Select(fields => long.Parse(fields[3], CultureInfo.InvariantCulture))];

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);
}
