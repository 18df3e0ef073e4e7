namespace Seaworthy.Run.Supervision;

/// <summary>A call that waits for a worker.</summary>
/// <param name="owner">The only one that may have it, as long as that is there; null for a call that any may have.</param>
internal sealed class QueuedCall(Worker? owner = null)
{
    private readonly TaskCompletionSource<Admission> _admission = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Worker? Owner { get; } = owner;

    public Task<Admission> Admission => _admission.Task;

    /// <summary>The node by which the queue finds it; null once it has left the queue.</summary>
    public LinkedListNode<QueuedCall>? Node { get; set; }

    /// <summary>False when it was settled before.</summary>
    public bool Settle(Admission admission) => _admission.TrySetResult(admission);
}
