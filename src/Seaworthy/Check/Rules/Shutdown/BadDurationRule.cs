using System.Globalization;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Systemd;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Check.Rules.Shutdown;

/// <summary>A duration that its reader does not understand.</summary>
internal sealed class BadDurationRule() : Rule("bad-duration", Severity.Error, RuleGroup.Shutdown)
{
    private static readonly string[] Probe = ["initialDelaySeconds", "periodSeconds", "timeoutSeconds", "failureThreshold", "successThreshold"];

    public override string What => "A duration is not in the form that its reader takes.";

    public override string Why =>
        "Old Compose takes stop_grace_period: soon without a word and then uses another value; newer ones, Docker, Kubernetes and systemd refuse the " +
        "file, or the one line. Compose and Docker want a unit (30s), Kubernetes wants whole seconds without one (30).";

    public override string Fix => "Write it as its reader takes it.";

    public override string Bad => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            stop_grace_period: soon
        """;

    public override string Good => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            stop_grace_period: 35s
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var (setting, value) in model.Workloads.SelectMany(Durations))
        {
            if (value.Text.Length > 0 && !value.Text.Contains('$', StringComparison.Ordinal) && !ComposeDuration.TryParse(value.Text, out _))
                yield return At(value.Place, $"{setting}: \"{value.Text}\" is no duration.", Digits(value.Text) ? $"{value.Text}s" : DurationText.Accepted);
        }
        foreach (var (setting, value) in model.On(Platform.Kubernetes).SelectMany(Seconds))
        {
            if (!long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
                yield return At(value.Place, $"{setting}: \"{value.Text}\" is no whole number.", Digits(value.Text.TrimEnd('s')) ? value.Text.TrimEnd('s') : "whole seconds without a unit");
        }
        foreach (var setting in model.Units.SelectMany(unit => ((string[])["TimeoutStopSec", "TimeoutStartSec", "TimeoutSec", "RestartSec"]).SelectMany(unit.All)))
        {
            if (setting.Value.Text.Length > 0 && !SystemdSpan.TryParse(setting.Value.Text, out _))
                yield return At(setting.Value.Place, $"{setting.Name}: \"{setting.Value.Text}\" is no time span.", "seconds, or numbers with units: 35, 5min 20s, infinity");
        }
    }

    private static bool Digits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static IEnumerable<(string Setting, Located Value)> Durations(Workload workload)
    {
        if (workload.Service?["stop_grace_period"]?.Located is { } grace)
            yield return ("stop_grace_period", grace);
        var map = workload.Service?["healthcheck"]?.Map;
        foreach (var name in (string[])["interval", "timeout", "start_period", "start_interval"])
        {
            if (map?[name]?.Located is { } value)
                yield return (name, value);
        }
        if (workload.Platform != Platform.Image || workload.Build?.Healthcheck is not { } check)
            yield break;
        foreach (var name in (string[])["interval", "timeout", "start-period", "start-interval"])
        {
            if (check.Flags.GetValueOrDefault(name) is { } value)
                yield return ("--" + name, value);
        }
    }

    private static IEnumerable<(string Setting, Located Value)> Seconds(Workload workload)
    {
        if (workload.Container!.Pod["terminationGracePeriodSeconds"]?.Located is { } grace)
            yield return ("terminationGracePeriodSeconds", grace);
        foreach (var (name, value) in workload.Checks.SelectMany(check => Probe.Select(name => (name, check.Map?[name]?.Located))))
        {
            if (value is not null)
                yield return (name, value);
        }
    }
}
