using System.Collections.Concurrent;

namespace Seaworthy.Run.Upstream;

/// <summary>Calls in flight by session and id, so that a client's cancellation finds the response it must end.</summary>
internal sealed class RunningCalls
{
    private readonly ConcurrentDictionary<string, UpstreamCall> _calls = new(StringComparer.Ordinal);

    public void Add(string key, UpstreamCall call) => _calls[key] = call;

    public void Remove(string key, UpstreamCall call) => _calls.TryRemove(KeyValuePair.Create(key, call));

    /// <summary>Ends the response of a cancelled call: nothing else would, and it would hold up a stop.</summary>
    public void Cancel(string key)
    {
        if (_calls.TryGetValue(key, out var call))
            call.CancelByClient();
    }
}
