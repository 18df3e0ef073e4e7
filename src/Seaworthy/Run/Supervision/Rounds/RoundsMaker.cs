using Microsoft.Extensions.Logging;
using Seaworthy.Processes;
using Seaworthy.Run.Supervision.Phases;
using Seaworthy.Run.Supervision.Pool;

namespace Seaworthy.Run.Supervision.Rounds;

/// <summary>Looks after every worker a few times a second: does it answer, and has it served for long enough?</summary>
internal sealed class RoundsMaker(Roster roster, PoolMail mail, WearRule wear, HangRule hang, ILogger<RoundsMaker> log) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Where memory has no limit it is only shown.</summary>
    private const int RoundsBetweenIdleLooks = 25;

    private readonly Dictionary<PoolMember, Pulse> _pulses = [];
    private ITimer? _timer;
    private int _isLooking;
    private int _round;

    public void Start(TimeProvider time) => _timer = time.CreateTimer(_ => Look(time), null, Interval, Interval);

    public void Dispose() => _timer?.Dispose();

    /// <summary>One round. One that comes while another is under way is left out.</summary>
    public void Look(TimeProvider time)
    {
        if (Interlocked.Exchange(ref _isLooking, 1) != 0)
            return;
        try
        {
            var members = roster.Members;
            if (wear.WatchesMemory || _round++ % RoundsBetweenIdleLooks == 0)
                Weigh(members);
            foreach (var member in members.Where(member => member.Phase is WorkerPhase.Standby or WorkerPhase.Serving or WorkerPhase.Retiring))
                Visit(member, time);
            foreach (var gone in _pulses.Keys.Except(members).ToArray())
                _pulses.Remove(gone);
        }
        finally
        {
            Volatile.Write(ref _isLooking, 0);
        }
    }

    private static void Weigh(IReadOnlyList<PoolMember> members)
    {
        var memory = SessionMemory.Read();
        foreach (var member in members)
        {
            if (member.Worker is { } worker)
                worker.Memory = memory.GetValueOrDefault(worker.Pid);
        }
    }

    private void Visit(PoolMember member, TimeProvider time)
    {
        if (!_pulses.TryGetValue(member, out var pulse))
            _pulses[member] = pulse = new Pulse(time.GetTimestamp());
        if (hang.Judge(pulse, member.Worker!) is { } why)
            OnHung(member, pulse, why);
        else if (member.Worn is null && wear.Judge(member) is { } worn)
            mail.Post(new(PoolLetter.Subject.Worn, member, worn));
    }

    private void OnHung(PoolMember member, Pulse pulse, string why)
    {
        if (hang.IsProof(member.Worker!))
            mail.Post(new(PoolLetter.Subject.Hung, member, why));
        else if (!pulse.IsReported)
            SupervisionLog.ProbeUnanswered(log, member.Pid);
        pulse.IsReported = true;
    }
}
