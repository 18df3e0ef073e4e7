namespace Seaworthy.Init.Plans;

/// <summary>A server in Rust.</summary>
internal sealed record RustProject : Project
{
    /// <summary>The program in the image.</summary>
    public const string Program = "/app/server";

    public override Language Language => Language.Rust;

    /// <summary>The user nonroot of distroless images.</summary>
    public override int User => 65532;

    /// <summary>The program that cargo makes.</summary>
    public required string Binary { get; init; }

    /// <summary>Whether Cargo.lock pins every package.</summary>
    public required bool IsLocked { get; init; }

    /// <summary>The source that cargo compiles it from: <c>src/main.rs</c>.</summary>
    public required string MainFile { get; init; }

    public override IReadOnlyList<string> InstalledCommand(string folder) => [$"{folder}/server", .. Command.Skip(1)];
}
