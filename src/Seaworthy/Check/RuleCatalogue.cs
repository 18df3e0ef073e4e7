using Seaworthy.Check.Rules.Files;
using Seaworthy.Check.Rules.Health;
using Seaworthy.Check.Rules.Resources;
using Seaworthy.Check.Rules.Rollout;
using Seaworthy.Check.Rules.Security;
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

        new UnsetMemoryRequirementsRule(),
        new UnsetCpuRequirementsRule(),
        new CpuLimitRule(),
        new HeapExceedsLimitRule(),
        new CeilingEqualsLimitRule(),
        new LimitsDisagreeRule(),
        new MemorySuffixRule(),

        new RunAsNonRootRule(),
        new NamedUserRule(),
        new SecretLiteralRule(),
        new PrivilegedContainerRule(),
        new DockerSockRule(),
        new NoReadOnlyRootFsRule(),
        new CapabilitiesRule(),
        new PrivilegeEscalationRule(),
        new LatestTagRule(),
        new ServiceAccountTokenRule(),
        new PrivilegedPortRule(),
        new ReadOnlyNeedsTmpRule(),

        new ReplicasWithSessionsRule(),
        new FixedPortReplicasRule(),
        new ContainerNameReplicasRule(),
        new SingleReplicaGapRule(),
        new RwoRollingUpdateRule(),
        new PdbMissingRule(),
        new PdbBlocksRule(),
        new NoSpreadRule(),
        new MissingReferenceRule(),
        new SelectorMismatchRule(),
        new ProxyIdleTimeoutRule(),
        new DependsOnUnhealthyRule(),
        new CrashExitsZeroRule(),
        new NoLogRotationRule(),
        new NoRestartRule(),
        new ArgsWithoutEntrypointRule(),
        new WrongLastStageRule(),
        new StartTimeInstallRule(),
        new StdioExposesPortRule(),
        new EnvNotReadRule(),
    ];

    /// <summary>A rule by its name, or by the name that another linter gives it; null when there is none.</summary>
    public static Rule? Find(string name) => All.FirstOrDefault(rule => rule.Slug == name)
        ?? All.FirstOrDefault(rule => rule.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase));
}
