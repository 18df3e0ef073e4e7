namespace Seaworthy.ProcessTests.Harness;

/// <summary>A stub server that behaves one way when it is started first, and another way each time after that.</summary>
internal sealed class TwoLives : IDisposable
{
    private const string Script =
        """
        if mkdir "$0" 2>/dev/null; then exec "$1" $2; else exec "$1" $3; fi
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("lives-").FullName;

    /// <summary>The command; the flags are words with spaces between them.</summary>
    public RunCommand Command(string first, string later) =>
        new("/bin/sh", "-c", Script, Path.Combine(_folder, "lived"), Binaries.StubServer, first, later);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
