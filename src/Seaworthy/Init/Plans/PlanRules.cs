using System.Text.RegularExpressions;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Init.Plans;

/// <summary>What must hold of a plan. Every mistake is said, and the option that mends it.</summary>
internal static partial class PlanRules
{
    private static readonly TimeSpan LongestGrace = TimeSpan.FromMinutes(10);

    /// <summary>The mistakes.</summary>
    public static IEnumerable<string> Validate(DeploymentPlan plan)
    {
        if (!IsLabel(plan.Name))
            yield return $"the name '{plan.Name}' is no DNS label, which Kubernetes and Compose need. Set --name to at most 50 small letters, digits and dashes that begin with a letter.";
        if (!IsTag(plan.Version) || plan.Version == "latest")
            yield return $"the version '{plan.Version}' cannot be the tag of an image. Set --version, for example 1.0.0.";
        foreach (var (option, image) in new[] { ("--image", plan.Image), ("--seaworthy-image", plan.SeaworthyImage), ("--build-image", plan.Project.BuildImage), ("--base-image", plan.Project.BaseImage) })
        {
            if (!IsImage(image))
                yield return $"'{image}' is no image with a tag other than latest, such as registry.example/catalog:1.0.0. Set {option}.";
        }
        if (plan.Front == Front.Upstream && plan.Port == plan.UpstreamPort)
            yield return $"the server and seaworthy in front of it cannot both listen on port {plan.Port}. Set --port or --upstream-port.";
        foreach (var (option, port) in new[] { ("--port", plan.Port), ("--upstream-port", plan.Front == Front.Upstream ? plan.UpstreamPort : plan.Port) })
        {
            if (port is < 1024 or > 65535)
                yield return $"port {port}: who is not root may listen only from 1024 to 65535. Set {option}.";
        }
        foreach (var word in plan.Project.Command.Append(plan.DataFolder ?? "").Where(word => word.Any(char.IsControl) || !IsWellFormed(word)))
            yield return $"'{string.Concat(word.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter))}' holds a letter that no deployment file can say. Rename it.";
        if (plan.Cluster.MaxReplicas < plan.Cluster.Replicas)
            yield return $"--hpa {plan.Cluster.MaxReplicas} is less than --replicas {plan.Cluster.Replicas}. Set it to more.";
        if (plan is { Workers: > 1, Front: Front.Library })
            yield return $"--workers {plan.Workers} needs seaworthy in front of the server, and with Seaworthy.Hosting it is its own front, in one process. Set --workers 1, and --replicas to more.";
        if (plan is { Workers: > 1, Front: Front.Upstream, HasOwnPort: true })
            yield return $"--workers {plan.Workers} needs a port for each process, and the server does not listen where the variable PORT says: the second one would find the port taken. Let it read PORT, or set --workers 1.";
        if (plan.GraceSeconds > LongestGrace.TotalSeconds)
            yield return $"--shutdown-timeout {DurationText.Format(plan.Budget.Total)} makes every platform wait {plan.GraceSeconds}s: a server that hangs would block a deploy for that long. Set at most {DurationText.Format(LongestGrace - ShutdownBudget.PlatformMargin)}.";
        if (plan.Targets.HasFlag(Target.Kubernetes) && plan.Budget.Delay <= DeploymentPlan.ReadinessNotice)
            yield return $"--shutdown-delay {DurationText.Format(plan.Budget.Delay)} is over before Kubernetes has noticed that a pod is not ready, which takes {DurationText.Format(DeploymentPlan.ReadinessNotice)}. Set more.";
        foreach (var mistake in plan.Budget.Validate())
            yield return mistake;
    }

    /// <summary>Whether a text is a DNS label that begins with a letter, and leaves room for what Kubernetes adds.</summary>
    public static bool IsLabel(string text) => Label().IsMatch(text);

    /// <summary>Whether a text can be the tag of an image.</summary>
    public static bool IsTag(string text) => Tag().IsMatch(text);

    /// <summary>Whether a text names an image, with a tag or a digest.</summary>
    public static bool IsImage(string text) => Image().IsMatch(text) && !text.EndsWith(":latest", StringComparison.Ordinal);

    private static bool IsWellFormed(string text) => text.EnumerateRunes().All(rune => rune.Value != 0xfffd);

    [GeneratedRegex(@"\A[a-z](?:[a-z0-9-]{0,48}[a-z0-9])?\z")]
    private static partial Regex Label();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._-]{0,127}\z")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\A(?:[a-z0-9][a-z0-9.-]*(?::[0-9]{1,5})?/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::[A-Za-z0-9_][A-Za-z0-9._-]{0,127}(?:@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})\z")]
    private static partial Regex Image();
}
