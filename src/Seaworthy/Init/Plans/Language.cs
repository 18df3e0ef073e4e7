namespace Seaworthy.Init.Plans;

/// <summary>What a server is written in, and so what it runs on.</summary>
internal enum Language
{
    /// <summary>JavaScript or TypeScript on Node.</summary>
    Node,

    /// <summary>Python.</summary>
    Python,

    /// <summary>C# or another language of .NET.</summary>
    DotNet,

    /// <summary>Go.</summary>
    Go,

    /// <summary>Rust.</summary>
    Rust,
}
