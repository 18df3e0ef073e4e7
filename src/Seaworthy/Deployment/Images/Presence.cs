namespace Seaworthy.Deployment.Images;

/// <summary>Whether something is in an image.</summary>
internal enum Presence
{
    /// <summary>Nobody knows: rules say so and do not guess.</summary>
    Unknown,

    /// <summary>It is there.</summary>
    Present,

    /// <summary>It is not there.</summary>
    Absent,
}
