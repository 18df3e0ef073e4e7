using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Supervision;

/// <summary>Remembers that a worker was started before.</summary>
internal sealed class OnceFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seaworthy-once-");

    /// <summary>The stub server at the first start, a line of shell at every later one.</summary>
    public RunCommand ReadyOnceThen(string shell) =>
        new("sh", "-c", $"mkdir '{_folder.FullName}/started' 2>/dev/null && exec '{Binaries.StubServer}'; {shell}");

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
