using Seaworthy.Check.Rules.Files;
using Seaworthy.Check.Rules.Health;
using Seaworthy.Check.Rules.Shutdown;
using Seaworthy.Check.Rules.Signals;

namespace Seaworthy.Check;

/// <summary>Every rule. One explicit array: nothing is found by reflection, which trimming would break.</summary>
internal static class RuleCatalogue
{
    /// <summary>The rules, group by group.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new UnreadableFileRule(),
        new BadSuppressionRule(),

        new ShellFormCommandRule(),
        new ScriptWithoutExecRule(),
        new ShellWrappedCommandRule(),
        new PackageRunnerAsPid1Rule(),
        new InitOverShellRule(),
        new StopSignalUnhandledRule(),
        new NoSignalHandlerRule(),
        new SigintOnlyRule(),
        new LateTrapRule(),
        new KillModeControlGroupRule(),
        new ChildrenWithoutReaperRule(),

        new DrainExceedsGraceRule(),
        new OpenStreamDefeatsDrainRule(),
        new PrestopNeedsShellRule(),
        new NoEndpointDrainRule(),
        new PrestopSleepVersionRule(),
        new BadDurationRule(),
        new GraceTooLongRule(),
        new DelayShorterThanProbeRule(),

        new HealthcheckToolMissingRule(),
        new HealthcheckNeedsShellRule(),
        new ProbePortMismatchRule(),
        new LoopbackBindRule(),
        new ProbeMissingRule(),
        new LivenessEqualsReadinessRule(),
        new LivenessInitialDelayRule(),
        new NoStartPeriodRule(),
        new ProbeTimeoutTooShortRule(),
        new CurlWithoutFailRule(),
        new SpiderHeadRule(),
        new WgetLocalhostRule(),
        new ImageHealthcheckIgnoredRule(),
        new HealthcheckAsHealingRule(),
        new ProbeHitsMcpRule(),
        new VacuousCheckRule(),
        new OverrideShrinksStartRule(),
    ];

    /// <summary>A rule by its name, or by the name that another linter gives it; null when there is none.</summary>
    public static Rule? Find(string name) => All.FirstOrDefault(rule => rule.Slug == name)
        ?? All.FirstOrDefault(rule => rule.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase));
}
