using Seaworthy.Run.Bridge.Revisions;

namespace Seaworthy.Run.Bridge.Modern;

/// <summary>A worker of an older revision: it announces list changes to everybody, unasked.</summary>
internal sealed class OlderSource(WorkerIdentity identity) : IChangeSource
{
    public ListenFilter Honoured { get; } = ListenFilter.DeclaredBy(identity);

    public bool IsSettled => true;

    public byte[] Refusal => [];

    public void Want(ListenFilter union)
    {
        // It cannot be told what to keep to itself.
    }
}
