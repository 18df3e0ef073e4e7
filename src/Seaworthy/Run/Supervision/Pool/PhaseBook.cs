using Microsoft.Extensions.Logging;
using Seaworthy.Run.Supervision.Phases;

namespace Seaworthy.Run.Supervision.Pool;

/// <summary>Moves members through their phases as <see cref="WorkerTable"/> says, and logs every step.</summary>
internal sealed class PhaseBook(ILogger log)
{
    /// <summary>False when the trigger means nothing in the member's phase.</summary>
    public bool Apply(PoolMember member, WorkerTrigger trigger, string reason)
    {
        var (from, to) = (member.Phase, WorkerTable.Next(member.Phase, trigger));
        if (from == to)
            return false;
        member.Phase = to;
        PoolLog.PhaseChanged(log, member.Pid, from, to, reason);
        return true;
    }
}
