using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Release;

/// <summary>The images of the release, as they come out of its files.</summary>
internal static class ReleaseImage
{
    /// <summary>Loads one and returns its tag.</summary>
    public static async Task<string> LoadAsync(string name)
    {
        var version = ReleaseFolder.Version();
        await Docker.RequireAsync();
        await Docker.RunAsync("load", "--quiet", "--input", ReleaseFolder.Single($"{name}-{version}", ".image.tar.gz"));
        return $"{name}:{version}";
    }

    /// <summary>What <c>docker image inspect</c> says of it.</summary>
    public static Task<string> InspectAsync(string image, string template) => Docker.RunAsync("image", "inspect", "--format", template, image);
}
