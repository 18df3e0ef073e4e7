namespace Seaworthy.Run.Bridge.Modern;

/// <summary>A worker as far as it tells of changes. Everything happens under the lock of its <see cref="ListenHub"/>.</summary>
internal interface IChangeSource
{
    /// <summary>What it tells of.</summary>
    ListenFilter Honoured { get; }

    /// <summary>It has said what it will tell of.</summary>
    bool IsSettled { get; }

    /// <summary>The error with which it refused, when it tells of nothing at all; empty otherwise.</summary>
    byte[] Refusal { get; }

    /// <summary>This, and nothing else, is what anybody wants to hear of now.</summary>
    void Want(ListenFilter union);
}
