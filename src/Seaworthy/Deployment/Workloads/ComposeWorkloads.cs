using Seaworthy.Deployment.Compose;
using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Deployment.Workloads;

/// <summary>Makes a workload of a service of Compose.</summary>
internal sealed class ComposeWorkloads(FileSet files, IReadOnlyDictionary<string, Dockerfile> dockerfiles, ImageNames names, ApplicationFinder applications, DrainReader drains)
{
    private static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(10);

    /// <summary>The workload of a service.</summary>
    public Workload Create(ComposeService service)
    {
        var (build, context) = Build(service);
        var image = service["image"]?.Located;
        var facts = build?.Facts ?? (image is null || service.BuildContext is not null ? null : ImageTable.Find(ImageReference.Parse(image.Text)));
        var entrypoint = Words(service["entrypoint"]);
        var command = Words(service["command"]);
        var launch = new LaunchReader(files, build, facts, context)
            .Read(StartCommand.Of(build, facts, entrypoint, command), (service.Map.Entry("entrypoint") ?? service.Map.Entry("command"))?.Place ?? service.Name.Place);
        var application = applications.Find(launch, context);
        var environment = Environment(service, build);
        return new()
        {
            Platform = Platform.Compose,
            Name = service.Name,
            Build = build,
            Image = image,
            Facts = facts,
            Launch = launch,
            OverridesCommand = entrypoint is not null || command is not null,
            Environment = environment,
            Grace = ReadGrace(service),
            StopSignal = service["stop_signal"]?.Located ?? build?.StopSignal,
            Init = service["init"] is { IsTrue: true } ? service.Map.Entry("init")!.Place : null,
            Checks = Checks(service, build),
            Memory = ReadMemory(service),
            Application = application,
            Context = context,
            Service = service,
            Drain = drains.Read(launch, environment, application),
        };
    }

    private (ImageConfig? Build, string Context) Build(ComposeService service)
    {
        if (service.BuildContext is not { } context)
            return service["image"]?.Text is { } image && names.Published(image) is { } published ? (published, published.File.Folder) : (null, service.Project.Folder);
        var folder = FileSet.Join(service.Project.Folder, context);
        var name = service["build"]?.Find("dockerfile")?.Text ?? "Dockerfile";
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in service["build"]?.Find("args") is ListNode list ? ComposeLists.AsMap(list).Entries : service["build"]?.Find("args")?.Map?.Entries ?? [])
            arguments[entry.Name] = entry.Value.Text ?? "";
        return dockerfiles.TryGetValue(FileSet.Join(folder, name), out var file)
            ? (ImageWorkloads.Build(file, service["build"]?.Find("target")?.Text, arguments), folder) : (null, folder);
    }

    /// <summary>A command as Compose reads it: a text is split into words, and no shell sees it.</summary>
    private static IReadOnlyList<Located>? Words(Node? node) => node switch
    {
        ListNode list => [.. list.Scalars],
        ScalarNode { IsNull: false } scalar => [.. ShellText.Parse(scalar.Value).SelectMany(command => command.Words).Select(word => new Located(word.Text, Narrow(word.Text, scalar.Place)))],
        _ => null,
    };

    private static Place Narrow(string word, Place text)
    {
        var found = word.Length == 0 ? -1 : text.Text.IndexOf(word, StringComparison.Ordinal);
        return found < 0 ? text : text.File.At(text.Start + found, word.Length);
    }

    private Dictionary<string, Located?> Environment(ComposeService service, ImageConfig? build)
    {
        var variables = new Dictionary<string, Located?>(build?.Environment ?? new Dictionary<string, Located?>(), StringComparer.Ordinal);
        foreach (var item in service["env_file"] is ListNode list ? list.Values : service["env_file"] is { } one ? [one] : [])
        {
            if ((item.Map is { } map ? map["path"]?.Text : item.Text) is { } path && files.Find(service.Project.Folder, path) is { } file)
            {
                foreach (var (name, value) in EnvironmentLines.Read(file))
                    variables[name] = value;
            }
        }
        foreach (var (name, value, _) in service.Environment)
            variables[name] = value;
        return variables;
    }

    private static Grace? ReadGrace(ComposeService service)
    {
        if (service["stop_grace_period"] is not { } node)
            return new(DefaultGrace, "stop_grace_period", service.Name.Place, true);
        // One that cannot be read is the affair of a rule of its own.
        return ComposeDuration.TryParse(node.Text ?? "", out var value) ? new(value, "stop_grace_period", node.Place, false) : null;
    }

    private static MemoryLimit? ReadMemory(ComposeService service)
    {
        var (node, setting) = service.Map.Find("deploy", "resources", "limits", "memory") is { } deploy ? (deploy, "deploy.resources.limits.memory") : (service["mem_limit"], "mem_limit");
        return node?.Located is { } text && ByteSize.Compose(text.Text) is { } bytes and > 0 ? new((long)bytes, text, setting) : null;
    }

    private static IReadOnlyList<HealthCheck> Checks(ComposeService service, ImageConfig? build)
    {
        var below = build is null ? null : ImageWorkloads.CheckOf(build);
        if (service["healthcheck"]?.Map is not { } map)
            return below is null ? [] : [below];
        var test = map["test"];
        var kind = test?.Items.Count > 0 ? test.Items[0].Text : null;
        if (map["disable"] is { IsTrue: true } || kind == "NONE")
            return [];
        var place = map.Entry("test")?.Place ?? service.Map.Entry("healthcheck")!.KeyPlace;
        var check = new HealthCheck(CheckSource.Compose, test is ListNode list && list.Values.Count > 0 ? test.Place : place)
        {
            Exec = kind == "CMD" ? [.. test!.Scalars.Skip(1)] : test is null ? below?.Exec : null,
            ShellCommandText = kind == "CMD-SHELL" ? test!.Scalars.ElementAtOrDefault(1) : test is ScalarNode ? test.Located : test is null ? below?.ShellCommandText : null,
            // What Compose leaves out, the image's own HEALTHCHECK gives.
            Interval = map["interval"]?.Located ?? below?.Interval,
            Timeout = map["timeout"]?.Located ?? below?.Timeout,
            StartPeriod = map["start_period"]?.Located ?? below?.StartPeriod,
            Retries = map["retries"]?.Located ?? below?.Retries,
            Map = map,
        };
        return [check];
    }
}
