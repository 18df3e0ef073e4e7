using System.Diagnostics.Metrics;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Hosting.Mcp;

namespace Seaworthy.Hosting.Telemetry;

/// <summary>
/// The meter <c>Seaworthy</c>: what the SDK's own meter (<c>Experimental.ModelContextProtocol</c>) does not know. No instrument
/// has a tag whose values come from clients.
/// </summary>
internal sealed class CallMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Seaworthy";

    private readonly Counter<long> _refused;

    /// <param name="meters">Where meters come from.</param>
    /// <param name="lifecycle">The phase and the calls in flight.</param>
    /// <param name="places">The queue.</param>
    /// <param name="sessions">The sessions.</param>
    public CallMeter(IMeterFactory meters, LifecycleLoop lifecycle, CallPlaces places, SessionCount sessions)
    {
        var meter = meters.Create(Name);
        meter.CreateObservableUpDownCounter("seaworthy.calls.active", () => lifecycle.Calls.Count, "{call}", "Calls in flight.");
        meter.CreateObservableUpDownCounter("seaworthy.calls.queued", () => places.Queued, "{call}", "Calls that wait for a place.");
        meter.CreateObservableUpDownCounter("seaworthy.sessions.open", () => sessions.Open, "{session}", "Sessions that are open.");
        meter.CreateObservableGauge("seaworthy.lifecycle.ready", () => lifecycle.Phase == LifecyclePhase.Ready ? 1 : 0, "1", "1 while the server is ready.");
        meter.CreateObservableGauge("seaworthy.lifecycle.draining", () => lifecycle.SaysClose ? 1 : 0, "1", "1 from the first signal to the end.");
        _refused = meter.CreateCounter<long>("seaworthy.calls.refused", "{call}", "Calls that were refused before they began, by reason.");
    }

    /// <summary>A call was refused; the reason is one of ours.</summary>
    public void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
