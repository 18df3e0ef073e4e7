using Seaworthy.Commands.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Run;

namespace Seaworthy.Commands;

/// <summary>Everything that the options of <c>seaworthy run</c> set.</summary>
internal sealed record RunSettings(RunOptions Run, LogOptions Log)
{
    private static readonly TimeSpan KubernetesDelay = TimeSpan.FromSeconds(5);

    /// <summary>What holds when no option is given.</summary>
    public static RunSettings Defaults(HostFacts facts, IReadOnlyList<string> command, int port) => new(
        new RunOptions
        {
            Command = command,
            Listen = DefaultListen.At(facts, port),
            // Endpoints are taken out of a Kubernetes service only after the signal, and not at once.
            Budget = facts.InKubernetes ? ShutdownBudget.Default with { Delay = KubernetesDelay } : ShutdownBudget.Default,
        },
        new LogOptions(Colour: facts.WantsColour));

    /// <summary>The same with other run options.</summary>
    public RunSettings WithRun(Func<RunOptions, RunOptions> change) => this with { Run = change(Run) };

    /// <summary>The same with another shutdown budget.</summary>
    public RunSettings WithBudget(Func<ShutdownBudget, ShutdownBudget> change) =>
        WithRun(run => run with { Budget = change(run.Budget) });
}
