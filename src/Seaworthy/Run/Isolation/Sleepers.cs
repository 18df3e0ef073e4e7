using System.Collections.Concurrent;

namespace Seaworthy.Run.Isolation;

/// <summary>
/// How clients introduced themselves whose sessions have no process for the time being. Most clients do not initialise again when
/// their session is gone; so it is not gone, it sleeps. The oldest are forgotten.
/// </summary>
internal sealed class Sleepers
{
    /// <summary>An introduction has about 500 bytes.</summary>
    private const int Max = 10_000;

    private readonly ConcurrentDictionary<string, Introduction> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _oldestFirst = new();

    public int Count => _byId.Count;

    public bool Has(string id) => _byId.ContainsKey(id);

    public void Add(string id, Introduction introduction)
    {
        _byId[id] = introduction;
        _oldestFirst.Enqueue(id);
        while (_oldestFirst.Count > Max && _oldestFirst.TryDequeue(out var oldest))
            _byId.TryRemove(oldest, out _);
    }

    public Introduction? Take(string id) => _byId.TryRemove(id, out var introduction) ? introduction : null;
}
