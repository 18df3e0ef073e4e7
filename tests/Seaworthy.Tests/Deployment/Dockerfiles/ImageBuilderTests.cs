using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Images;

namespace Seaworthy.Tests.Deployment.Dockerfiles;

public class ImageBuilderTests
{
    private static readonly Dictionary<string, string> None = [];

    [Fact]
    public void A_stage_builds_on_the_one_it_names()
    {
        var image = Build("ARG TAG=22\nFROM node:$TAG-slim AS base\nENV PORT=3000\nEXPOSE $PORT\nUSER node\nFROM base\nENTRYPOINT [\"node\"]\nCMD [\"server.js\"]\n");

        Assert.Equal("node:22-slim", image.BaseName!.Text);
        Assert.Equal(3000, image.Exposed[0].Port);
        Assert.Equal("node", image.User!.Text);
        Assert.Equal(ShellKind.Dash, image.ShellKind);
    }

    [Fact]
    public void Build_arguments_without_a_default_are_not_guessed()
    {
        Assert.Null(Build("ARG BASE\nFROM ${BASE}\n").Base);
        Assert.Null(Build("ARG BASE\nFROM ${BASE}\n").Facts);
        Assert.Equal("alpine", ImageBuilder.Build(DockerfileParserTests.Parse("ARG BASE=debian\nFROM ${BASE}\n"), null, new Dictionary<string, string> { ["BASE"] = "alpine:3" })!.Base!.Repository);
    }

    [Fact]
    public void Entrypoint_empties_the_cmd_below_and_not_its_own()
    {
        Assert.Null(Build("FROM a AS x\nCMD [\"c\"]\nFROM x\nENTRYPOINT [\"e\"]\n").Cmd);
        Assert.NotNull(Build("FROM a\nCMD [\"c\"]\nENTRYPOINT [\"e\"]\n").Cmd);
    }

    [Fact]
    public void Installed_and_copied_tools_are_there()
    {
        Assert.Equal(Presence.Absent, Build("FROM node:22-slim\n").Has("curl"));
        Assert.Equal(Presence.Present, Build("FROM node:22-slim\nRUN apt-get update && \\\n  apt-get install -y --no-install-recommends curl=7.*\n").Has("curl"));
        Assert.Equal(Presence.Present, Build("FROM scratch\nCOPY --from=curl /usr/bin/curl /bin/curl\n").Has("curl"));
        Assert.Equal(Presence.Present, Build("FROM node:22-slim\nRUN <<EOF\napt-get install -y curl\nEOF\n").Has("curl"));
        Assert.Equal(Presence.Unknown, Build("FROM acme/base:1\n").Has("curl"));
        Assert.Equal("1654", Build("FROM mcr.microsoft.com/dotnet/aspnet:10.0\nUSER $APP_UID\n").User!.Text);
    }

    private static ImageConfig Build(string text) => ImageBuilder.Build(DockerfileParserTests.Parse(text), null, None)!;
}
