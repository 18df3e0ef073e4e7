namespace Seaworthy.Run.Supervision;

/// <summary>
/// Which worker gave a handle out: what comes back with the handle belongs to that worker. The oldest are forgotten when there
/// are too many, because nobody says when a handle is of no use any more.
/// </summary>
internal sealed class Owners(int most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Worker> _owners = new(StringComparer.Ordinal);
    private readonly Queue<string> _inOrder = new();

    /// <summary>Null when nobody is known to have given it out.</summary>
    public Worker? Find(string handle)
    {
        lock (_gate)
            return _owners.GetValueOrDefault(handle);
    }

    public void Remember(string handle, Worker worker)
    {
        lock (_gate)
        {
            if (!_owners.ContainsKey(handle))
                _inOrder.Enqueue(handle);
            _owners[handle] = worker;
            while (_inOrder.Count > most)
                _owners.Remove(_inOrder.Dequeue());
        }
    }

    public void Forget(string handle)
    {
        lock (_gate)
            _owners.Remove(handle);
    }
}
