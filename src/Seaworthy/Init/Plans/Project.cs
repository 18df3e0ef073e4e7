namespace Seaworthy.Init.Plans;

/// <summary>A server's own files, as far as an image of it depends on them.</summary>
internal abstract record Project
{
    /// <summary>The image that it is built in.</summary>
    public required string BuildImage { get; init; }

    /// <summary>The image that it runs in.</summary>
    public required string BaseImage { get; init; }

    /// <summary>The program and its arguments, in the image.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>What it is written in.</summary>
    public abstract Language Language { get; }

    /// <summary>The user that it runs as; a number, because Kubernetes' runAsNonRoot cannot judge a name.</summary>
    public abstract int User { get; }

    /// <summary>The program and its arguments where it is installed on a machine, without a container.</summary>
    public virtual IReadOnlyList<string> InstalledCommand(string folder) => Command;

    /// <summary>The build context, seen from the folder of the Dockerfile: <c>.</c> or <c>../..</c>.</summary>
    public string Context { get; init; } = ".";

    /// <summary>The folder of the Dockerfile, seen from the build context: empty, or <c>samples/Server</c>.</summary>
    public string Folder { get; init; } = "";
}
