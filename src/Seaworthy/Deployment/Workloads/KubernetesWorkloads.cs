using System.Globalization;
using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Kubernetes;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Deployment.Workloads;

/// <summary>Makes a workload of a container of Kubernetes.</summary>
internal sealed class KubernetesWorkloads(FileSet files, ImageNames names, ImageWorkloads images, ApplicationFinder applications, DrainReader drains)
{
    private static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(30);

    /// <summary>The workload of a container.</summary>
    public Workload Create(PodContainer container)
    {
        var image = container.Map["image"]?.Located;
        var build = image is null ? null : names.Find(image.Text);
        var facts = build?.Facts ?? (image is null ? null : ImageTable.Find(ImageReference.Parse(image.Text)));
        var context = build is null ? "" : images.ContextOf(build);
        var command = container.Map["command"]?.Scalars.ToArray();
        var arguments = container.Map["args"]?.Scalars.ToArray();
        var launch = new LaunchReader(files, build, facts, context)
            .Read(StartCommand.Of(build, facts, command, arguments), (container.Map.Entry("command") ?? container.Map.Entry("args"))?.Place ?? container.Name.Place);
        var application = applications.Find(launch, context);
        var environment = Environment(container, build);
        return new()
        {
            Platform = Platform.Kubernetes,
            Name = container.Name,
            Build = build,
            Image = image,
            Facts = facts,
            Launch = launch,
            OverridesCommand = command is not null,
            Environment = environment,
            Grace = ReadGrace(container),
            PreStop = ReadPreStop(container.Map.Find("lifecycle", "preStop")?.Map),
            StopSignal = container.Map.Find("lifecycle", "stopSignal")?.Located ?? build?.StopSignal,
            Checks = [.. Probes(container)],
            Memory = container.Map.Find("resources", "limits", "memory")?.Located is { } memory && ByteSize.Kubernetes(memory.Text) is { } bytes and > 0
                ? new((long)bytes, memory, "resources.limits.memory") : null,
            Application = application,
            Context = context,
            Container = container,
            Drain = drains.Read(launch, environment, application),
        };
    }

    private static Dictionary<string, Located?> Environment(PodContainer container, ImageConfig? build)
    {
        var variables = new Dictionary<string, Located?>(build?.Environment ?? new Dictionary<string, Located?>(), StringComparer.Ordinal);
        foreach (var item in container.Map["env"]?.Items ?? [])
        {
            if (item.Find("name")?.Text is { } name)
                variables[name] = item.Find("value")?.Located;
        }
        return variables;
    }

    private static Grace? ReadGrace(PodContainer container)
    {
        if (container.Pod["terminationGracePeriodSeconds"] is not { } node)
            return new(DefaultGrace, "terminationGracePeriodSeconds", container.Owner.KindPlace, true);
        return Number(node) is { } seconds ? new(TimeSpan.FromSeconds(seconds), "terminationGracePeriodSeconds", node.Place, false) : null;
    }

    private static PreStop? ReadPreStop(MapNode? hook)
    {
        if (hook is null)
            return null;
        if (hook.Find("sleep", "seconds") is { } native)
            return new(Number(native) is { } seconds ? TimeSpan.FromSeconds(seconds) : null, null, true, native.Place);
        var words = hook.Find("exec", "command")?.Scalars.ToArray();
        if (words is not { Length: > 0 })
            return new(null, null, false, hook.Place);
        return new(Sleep(words), words, false, words[0].Place.To(words[^1].Place));
    }

    private static TimeSpan? Sleep(Located[] words)
    {
        var commands = ShellCommand.NameOf(words[0].Text) is "sh" or "bash" or "ash" && words.Length > 2
            ? ShellText.Parse(words[2].Text).Select(command => command.Arguments.Select(word => word.Text).ToArray())
            : [[.. words.Select(word => word.Text)]];
        TimeSpan? total = null;
        foreach (var command in commands)
        {
            var word = command.Length > 1 && ShellCommand.NameOf(command[0]) == "sleep" ? command[1].TrimEnd('s') : null;
            if (double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 1e6)
                total = (total ?? TimeSpan.Zero) + TimeSpan.FromSeconds(seconds);
        }
        return total;
    }

    private static IEnumerable<HealthCheck> Probes(PodContainer container)
    {
        foreach (var (name, source) in ((string, CheckSource)[])
            [("startupProbe", CheckSource.Startup), ("readinessProbe", CheckSource.Readiness), ("livenessProbe", CheckSource.Liveness)])
        {
            if (container.Map.Entry(name) is not { Value: MapNode map } entry)
                continue;
            yield return new(source, entry.KeyPlace)
            {
                Exec = map.Find("exec", "command")?.Scalars.ToArray(),
                IsHttp = map.Has("httpGet"),
                Path = map.Find("httpGet", "path")?.Located,
                Port = map.Find("httpGet", "port") ?? map.Find("tcpSocket", "port") ?? map.Find("grpc", "port"),
                Interval = map["periodSeconds"]?.Located,
                Timeout = map["timeoutSeconds"]?.Located,
                StartPeriod = map["initialDelaySeconds"]?.Located,
                Retries = map["failureThreshold"]?.Located,
                Map = map,
            };
        }
    }

    private static long? Number(Node node) =>
        long.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1_000_000_000 ? number : null;
}
