using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Init;

/// <summary>The image from which a generated Dockerfile copies the program, made of the program under test.</summary>
internal static class SeaworthyImage
{
    private static readonly Lazy<Task<string>> Build = new(BuildAsync);

    /// <summary>Its tag.</summary>
    public static async Task<string> TagAsync()
    {
        await Docker.RequireAsync();
        Prerequisites.Require(Binaries.ArePublished, "SEAWORTHY_BINARY and STUB_BINARY do not name published static binaries.");
        return await Build.Value;
    }

    private static async Task<string> BuildAsync()
    {
        using var context = new TemporaryFolder();
        File.Copy(Binaries.Seaworthy, Path.Combine(context.Path, "seaworthy"));
        File.Copy(Path.Combine(Repository.Folder, "LICENSE"), Path.Combine(context.Path, "LICENSE"));
        var tag = $"{TestRun.NewName("image")}:1";
        await Docker.BuildAsync(tag, Path.Combine(Repository.Folder, "release/images/seaworthy.Dockerfile"), context.Path);
        return tag;
    }
}
