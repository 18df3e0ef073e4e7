namespace Seaworthy.ProcessTests.Harness;

/// <summary>
/// A root folder that holds the two published binaries, and what every container runtime puts even into an empty image:
/// /proc and devices. No shell, no libraries, no /etc, no /tmp.
/// </summary>
internal sealed class RootFolder : IDisposable
{
    private const string Enter = """
        set -e
        mount -t proc proc "$1/proc"
        for device in null urandom; do
          : >"$1/dev/$device"
          mount --bind "/dev/$device" "$1/dev/$device"
        done
        exec chroot "$@"
        """;

    private readonly string _path = Directory.CreateTempSubdirectory("seaworthy-root-").FullName;

    /// <summary>Copies the binaries into a new folder.</summary>
    public RootFolder()
    {
        File.Copy(Binaries.Seaworthy, Path.Combine(_path, "seaworthy"));
        File.Copy(Binaries.StubServer, Path.Combine(_path, "stub-server"));
        Directory.CreateDirectory(Path.Combine(_path, "proc"));
        Directory.CreateDirectory(Path.Combine(_path, "dev"));
    }

    /// <summary>A command line that makes it the root folder and continues as what follows. The mounts end with the namespace.</summary>
    public IEnumerable<string> EnterCommand() => [Prerequisites.Require("sh", "mounts what a container has"), "-c", Enter, "enter", _path];

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_path, recursive: true);
}
