namespace Seaworthy.ProcessTests.Harness;

/// <summary>A root folder that holds nothing but the two published binaries.</summary>
internal sealed class RootFolder : IDisposable
{
    /// <summary>Copies the binaries into a new folder.</summary>
    public RootFolder()
    {
        File.Copy(Binaries.Seaworthy, System.IO.Path.Combine(Path, "seaworthy"));
        File.Copy(Binaries.StubServer, System.IO.Path.Combine(Path, "stub-server"));
    }

    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("seaworthy-root-").FullName;

    /// <summary>Whether the kernel's view of the processes is mounted, as every container runtime does.</summary>
    public bool WithProc { get; init; }

    /// <summary>The arguments of unshare(1) that make it the root folder.</summary>
    public IEnumerable<string> UnshareArguments()
    {
        if (WithProc)
            yield return $"--mount-proc={Directory.CreateDirectory(System.IO.Path.Combine(Path, "proc")).FullName}";
        yield return $"--root={Path}";
        yield return "--wd=/";
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
