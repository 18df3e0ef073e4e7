namespace Seaworthy.Init.Writing;

/// <summary>How a file on the disk stands to what would be written.</summary>
internal enum FileState
{
    /// <summary>It is not there.</summary>
    New,

    /// <summary>It is what would be written.</summary>
    Same,

    /// <summary>It was written here, and nobody changed it since.</summary>
    Outdated,

    /// <summary>It was written here, and somebody changed it since.</summary>
    Edited,

    /// <summary>It was not written here.</summary>
    Foreign,
}
