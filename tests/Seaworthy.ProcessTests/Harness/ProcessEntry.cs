namespace Seaworthy.ProcessTests.Harness;

/// <summary>A process as /proc shows it.</summary>
internal sealed record ProcessEntry(int Pid, char State, int Parent, int Group, int Session, string Command)
{
    /// <inheritdoc/>
    public override string ToString() => $"pid {Pid} state {State} parent {Parent} group {Group} session {Session}: {Command}";
}
