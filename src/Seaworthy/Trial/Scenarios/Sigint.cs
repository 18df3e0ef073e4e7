using Seaworthy.Processes;

namespace Seaworthy.Trial.Scenarios;

/// <summary>Ctrl-C in the middle of calls.</summary>
internal sealed class Sigint() : InCallStop(ChildSignal.Interrupt, "SIGINT")
{
    public override string Name => "sigint";

    public override string Promise => "SIGINT (Ctrl-C) stops as gently as SIGTERM.";
}
