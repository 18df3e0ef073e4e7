using System.Buffers;
using System.Text.Json;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Hosting.Health;

/// <summary>What the health endpoints know: three questions that a probe asks, and the JSON for people.</summary>
internal sealed class HealthReport(LifecycleLoop loop, InFlightCalls calls, IEnumerable<IHealthSection> sections)
{
    /// <summary>A loop that has not read its queue for so long stands still; only a restart helps.</summary>
    public static readonly TimeSpan OldestHeartbeat = TimeSpan.FromSeconds(10);

    /// <summary>Whether calls should be sent here.</summary>
    public bool IsReady => loop.Phase == LifecyclePhase.Ready;

    /// <summary>Whether the lifecycle loop turns. Never asks a worker or a database: a restart would not heal those.</summary>
    public bool IsAlive => loop.HeartbeatAge <= OldestHeartbeat;

    /// <summary>Whether it has ever been ready.</summary>
    public bool HasStarted => loop.HasBeenReady;

    /// <summary>The body of <c>/health</c>.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            var phase = loop.Phase;
            json.WriteStartObject();
            json.WriteString("status", StatusOf(phase));
            json.WriteNumber("uptime", Math.Round((decimal)loop.Uptime.TotalSeconds, 3));
            json.WriteNumber("pid", Environment.ProcessId);
            json.WriteString("phase", phase.ToString());
            json.WriteNumber("inFlight", calls.Count);
            if (phase != LifecyclePhase.Ready && loop.Reason is { } reason)
                json.WriteString("reason", reason);
            foreach (var section in sections)
                section.Write(json);
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static string StatusOf(LifecyclePhase phase) => phase switch
    {
        LifecyclePhase.Starting => "starting",
        LifecyclePhase.Ready => "ready",
        LifecyclePhase.Unready => "unready",
        LifecyclePhase.Announcing => "announcing",
        LifecyclePhase.Draining => "draining",
        LifecyclePhase.Cancelling => "cancelling",
        _ => "stopped",
    };
}
