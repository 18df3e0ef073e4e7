namespace Seaworthy.Init.Plans;

/// <summary>A server in Go.</summary>
internal sealed record GoProject : Project
{
    /// <summary>The program in the image.</summary>
    public const string Program = "/app/server";

    public override Language Language => Language.Go;

    /// <summary>The user nonroot of distroless images.</summary>
    public override int User => 65532;

    /// <summary>The package that is compiled: <c>.</c> or <c>./cmd/server</c>.</summary>
    public required string Package { get; init; }

    /// <summary>go.mod and, when there is one, go.sum.</summary>
    public required IReadOnlyList<string> Manifests { get; init; }

    public override IReadOnlyList<string> InstalledCommand(string folder) => [$"{folder}/server", .. Command.Skip(1)];
}
