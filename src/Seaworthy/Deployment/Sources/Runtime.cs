namespace Seaworthy.Deployment.Sources;

/// <summary>What a server runs on.</summary>
internal enum Runtime
{
    /// <summary>Nobody knows.</summary>
    Unknown,

    /// <summary>Node, or something that behaves like it.</summary>
    Node,

    /// <summary>.NET.</summary>
    DotNet,

    /// <summary>Python.</summary>
    Python,
}
