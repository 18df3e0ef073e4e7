namespace Seaworthy.Init.Plans;

/// <summary>A server on .NET.</summary>
internal sealed record DotNetProject : Project
{
    public override Language Language => Language.DotNet;

    /// <summary>The user <c>app</c> of Microsoft's images.</summary>
    public override int User => 1654;

    /// <summary>The project file, from the build context.</summary>
    public required string ProjectFile { get; init; }

    /// <summary>The name of what it builds.</summary>
    public required string Assembly { get; init; }

    /// <summary>What a restore reads, from the build context, by the folder it lies in.</summary>
    public required IReadOnlyList<(string Folder, IReadOnlyList<string> Files)> RestoreFiles { get; init; }

    /// <summary>The folders and files that a build reads, from the build context; empty for all of it.</summary>
    public IReadOnlyList<string> ContextPaths { get; init; } = [];

    /// <summary>Whether lock files pin every package.</summary>
    public required bool IsLocked { get; init; }

    /// <summary>Whether it says for which machines it is restored.</summary>
    public required bool HasRuntimes { get; init; }

    /// <summary>Whether it becomes one native program; the value is what the publish needs to be told, such as <c>-p:Native=true</c>.</summary>
    public string? NativeProperty { get; init; }

    public override IReadOnlyList<string> InstalledCommand(string folder) => [$"{folder}/{Assembly}", .. Command.Skip(NativeProperty is null ? 2 : 1)];
}
