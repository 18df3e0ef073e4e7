using Seaworthy.Deployment.Images;

namespace Seaworthy.Tests.Deployment.Images;

public class ImageTableTests
{
    [Theory]
    [InlineData("node:22", "curl", "Present")]
    [InlineData("docker.io/library/node:22-slim", "curl", "Absent")]
    [InlineData("node:22-alpine", "wget", "Present")]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:10.0", "curl", "Absent")]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled", "sh", "Absent")]
    [InlineData("mcr.microsoft.com/dotnet/sdk:10.0", "curl", "Present")]
    [InlineData("gcr.io/distroless/nodejs22-debian12:nonroot", "sh", "Absent")]
    [InlineData("gcr.io/distroless/base:debug", "sh", "Present")]
    [InlineData("scratch", "sleep", "Absent")]
    public void Says_what_an_image_has(string image, string tool, string expected) =>
        Assert.Equal(Enum.Parse<Presence>(expected), ImageTable.Find(ImageReference.Parse(image))!.Has(tool));

    [Theory]
    [InlineData("acme/node:22")]
    [InlineData("quay.io/keycloak/keycloak:26")]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:10.0-nanoserver-ltsc2025")]
    [InlineData("")]
    public void Says_nothing_about_others(string image) => Assert.Null(ImageTable.Find(ImageReference.Parse(image)));

    [Theory]
    [InlineData("node", "node", null, null)]
    [InlineData("localhost:5000/a/b", "localhost:5000/a/b", null, null)]
    [InlineData("localhost:5000/a/b:1@sha256:00", "localhost:5000/a/b", "1", "sha256:00")]
    [InlineData("docker.io/library/node:22", "node", "22", null)]
    public void Names_are_taken_apart(string text, string repository, string? tag, string? digest) =>
        Assert.Equal(new ImageReference(repository, tag, digest), ImageReference.Parse(text));
}
