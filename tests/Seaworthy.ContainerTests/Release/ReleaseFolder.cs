using System.Security.Cryptography;

namespace Seaworthy.ContainerTests.Release;

/// <summary>What <c>release/build.sh</c> has made.</summary>
internal static class ReleaseFolder
{
    private static readonly string? Named = Environment.GetEnvironmentVariable("SEAWORTHY_RELEASE");

    /// <summary>Where it is; skips the test, or fails it in CI, when nobody made it.</summary>
    public static string Require()
    {
        Prerequisites.Require(Named is { Length: > 0 } && File.Exists(Path.Combine(Named, "SHA256SUMS")), "SEAWORTHY_RELEASE does not name a folder of release/build.sh.");
        return Path.GetFullPath(Named!);
    }

    /// <summary>The path of the only file with this beginning and this end.</summary>
    public static string Single(string start, string end) =>
        Assert.Single(Directory.GetFiles(Require(), $"{start}*{end}"));

    /// <summary>What a file holds, in a form that is quick to compare.</summary>
    public static string Digest(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));

    /// <summary>The version in the names of the files.</summary>
    public static string Version()
    {
        var name = Path.GetFileName(Single("seaworthy-", ".cdx.json"));
        return name["seaworthy-".Length..^".cdx.json".Length];
    }
}
