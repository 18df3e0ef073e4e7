using System.Text.Json;
using Seaworthy.Hosting.Health;
using Seaworthy.Run.Supervision.Phases;

namespace Seaworthy.Run.Supervision.Pool;

/// <summary>What <c>/health</c> says about the workers: one entry for each seat, and one for each worker beside its seat.</summary>
internal sealed class PoolHealth(Roster roster, WorkerPool pool, TimeProvider time) : IHealthSection
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("workers"u8);
        var shown = new HashSet<PoolMember>();
        foreach (var seat in roster.Seats)
        {
            var member = seat.Holder ?? seat.Candidate;
            if (member is not null)
                shown.Add(member);
            json.WriteStartObject();
            json.WriteNumber("seat"u8, seat.Number);
            WriteMember(json, member);
            json.WriteNumber("restarts"u8, seat.Restarts);
            if (seat.LastExit is { } end)
                json.WriteString("lastExit"u8, end);
            json.WriteEndObject();
        }
        foreach (var member in roster.Members.Where(member => !shown.Contains(member)))
        {
            json.WriteStartObject();
            WriteMember(json, member);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("queued"u8, pool.Queued);
    }

    private void WriteMember(Utf8JsonWriter json, PoolMember? member)
    {
        json.WriteString("phase"u8, (member?.Phase ?? WorkerPhase.Ended).ToString());
        if (member?.Worker is not { } worker)
            return;
        json.WriteNumber("pid"u8, worker.Pid);
        json.WriteNumber("age"u8, Math.Round(time.GetElapsedTime(worker.StartedAt).TotalSeconds, 1));
        json.WriteNumber("inFlight"u8, worker.Load);
        json.WriteNumber("calls"u8, worker.Calls);
        if (worker.Memory > 0)
            json.WriteNumber("memory"u8, worker.Memory);
        if (worker.Noise > 0)
            json.WriteNumber("noise"u8, worker.Noise);
        if (member.Worn is { } worn)
            json.WriteString("leaves"u8, worn);
    }
}
