using System.Globalization;
using Seaworthy.Hosting.Contract;
using Seaworthy.Run.Supervision.Pool;

namespace Seaworthy.Run.Supervision.Rounds;

/// <summary>Says of which workers it is time to be replaced.</summary>
internal sealed class WearRule(WearLimits limits, TimeProvider time)
{
    /// <summary>Workers that were started together must not all be worn at the same moment.</summary>
    private const double Jitter = 0.1;

    /// <summary>How often memory must be looked at: it may grow fast, but a look at /proc is not free.</summary>
    public bool WatchesMemory => limits.Memory is not null;

    /// <summary>Why it is worn; null while it is not.</summary>
    public string? Judge(PoolMember member)
    {
        if (member.Worker is not { } worker)
            return null;
        if (limits.Calls is { } calls && worker.Calls >= Less(calls, member))
            return string.Create(CultureInfo.InvariantCulture, $"it has had {worker.Calls} calls (--max-calls {calls})");
        if (limits.Memory is { } memory && worker.Memory > memory)
            return $"its processes take {SizeText.Format(worker.Memory)} (--max-memory {SizeText.Format(memory)})";
        if (limits.Age is { } age && time.GetElapsedTime(worker.StartedAt) is var lived && lived >= Less(age.TotalSeconds, member) * TimeSpan.FromSeconds(1))
            return $"it has run for {DurationText.Format(TimeSpan.FromSeconds(Math.Round(lived.TotalSeconds)))} (--max-age {DurationText.Format(age)})";
        return null;
    }

    private static double Less(double limit, PoolMember member) => limit - limit * Jitter * member.Luck;
}
