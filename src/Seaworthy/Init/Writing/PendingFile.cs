using Seaworthy.Init.Artefacts;

namespace Seaworthy.Init.Writing;

/// <summary>An artefact, and the file that is where it goes.</summary>
/// <param name="Artefact">What would be written.</param>
/// <param name="Current">What is there; null for nothing.</param>
/// <param name="State">How the two stand.</param>
internal sealed record PendingFile(Artefact Artefact, string? Current, FileState State)
{
    /// <summary>Whether writing it would lose what somebody else wrote.</summary>
    public bool IsSomebodyElses => State is FileState.Edited or FileState.Foreign;
}
