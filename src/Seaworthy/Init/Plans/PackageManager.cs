namespace Seaworthy.Init.Plans;

/// <summary>Who installs the packages of a Node project.</summary>
internal enum PackageManager
{
    /// <summary>npm.</summary>
    Npm,

    /// <summary>Yarn 1.</summary>
    YarnClassic,

    /// <summary>Yarn 2 and later.</summary>
    Yarn,

    /// <summary>pnpm.</summary>
    Pnpm,
}
