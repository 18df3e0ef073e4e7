using Seaworthy.Processes;

namespace Seaworthy.Trial.Scenarios;

/// <summary>A deploy in the middle of calls.</summary>
internal sealed class StopInCall() : InCallStop(ChildSignal.Terminate, "SIGTERM")
{
    public override string Name => "stop-in-call";

    public override string Promise => "Calls in flight at SIGTERM are answered in full before the server leaves.";

    public override bool IsQuick => true;
}
