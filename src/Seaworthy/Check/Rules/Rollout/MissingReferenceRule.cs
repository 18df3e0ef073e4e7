using Seaworthy.Deployment;
using Seaworthy.Deployment.Compose;
using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Kubernetes;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>A name that nothing has.</summary>
internal sealed class MissingReferenceRule() : Rule("missing-reference", Severity.Error, RuleGroup.Rollout)
{
    public override string What => "Something is named that the files do not have: a service, a volume, a secret, a stage, a scale target.";

    public override string Why => "Compose and Docker refuse the file; Kubernetes takes it, and the pod waits for ever, the autoscaler does nothing, the ingress answers 503.";

    public override string Fix => "The right name, or what is missing.";

    public override bool IsOurs => false;

    public override IReadOnlyList<string> Aliases => ["non-existent-service-account", "dangling-horizontalpodautoscaler", "dangling-ingress"];

    public override string Bad => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            depends_on: [database]
          db:
            image: postgres:17
        """;

    public override string Good => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            depends_on: [db]
          db:
            image: postgres:17
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model) =>
        model.Compose.Where(IsWhole).SelectMany(OfCompose).Concat(model.Manifests.SelectMany(set => OfKubernetes(set, model))).Concat(model.Dockerfiles.Values.SelectMany(OfDockerfile));

    // A file of another name may be one of several behind -f, and what it names stands in the others.
    private static bool IsWhole(ComposeProject project) => project.Files.Count > 1 || project.Files[0].Name is "compose.yaml" or "compose.yml" or "docker-compose.yml" or "docker-compose.yaml";

    private IEnumerable<Finding> OfCompose(ComposeProject project)
    {
        var services = project.Services.Select(service => service.Name.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var service in project.Services)
        {
            foreach (var name in Names(service["depends_on"]).Where(name => !services.Contains(name.Text)))
                yield return At(name.Place, $"depends_on names the service {name.Text}, which does not exist.", Near(name.Text, services));
            foreach (var kind in (string[])["networks", "secrets", "configs"])
            {
                var known = project.Root[kind]?.Map;
                foreach (var name in Names(service[kind]).Where(name => known?.Has(name.Text) is not true && (kind != "networks" || name.Text != "default")))
                    yield return At(name.Place, $"{kind} names {name.Text}, which is not under the top-level {kind}.", Near(name.Text, known?.Entries.Select(entry => entry.Name) ?? []));
            }
            foreach (var name in (service["volumes"]?.Items ?? []).Select(Volume).OfType<Located>().Where(name => project.Root["volumes"]?.Map?.Has(name.Text) is not true))
                yield return At(name.Place, $"volumes names {name.Text}, which is not under the top-level volumes.", $"volumes: {{ {name.Text}: {{}} }} at the top level");
        }
    }

    private static IEnumerable<Located> Names(Node? node) => node switch
    {
        MapNode map => map.Entries.Select(entry => new Located(entry.Name, entry.KeyPlace)),
        ListNode list => list.Values.Select(item => item.Map?["source"]?.Located ?? item.Located).OfType<Located>(),
        _ => [],
    };

    // A name has neither a slash, a dot nor a drive in front; then it is a path of the host.
    private static Located? Volume(Node item)
    {
        if (item.Map is { } map)
            return map["type"]?.Text == "volume" ? map["source"]?.Located : null;
        var parts = (item.Text ?? "").Split(':');
        return parts.Length > 1 && parts[0].Length > 1 && !parts[0].StartsWith('/') && !parts[0].StartsWith('.') && !parts[0].StartsWith('~') && !parts[0].Contains('$', StringComparison.Ordinal)
            && !parts[0].Contains('\\', StringComparison.Ordinal) && !item.Place.Text.Contains('$', StringComparison.Ordinal) && !parts[0].Contains('/', StringComparison.Ordinal) ? new(parts[0], item.Place) : null;
    }

    private IEnumerable<Finding> OfKubernetes(ManifestSet set, DeploymentModel model)
    {
        // Manifests of other folders may be applied to the same cluster.
        var everywhere = model.Manifests.SelectMany(other => other.Objects).Select(item => (item.Kind, item.Name.Text)).ToHashSet();
        foreach (var scaler in set.Of("HorizontalPodAutoscaler"))
        {
            if (scaler.Spec?.Find("scaleTargetRef", "name")?.Located is { } target && scaler.Spec.Find("scaleTargetRef", "kind")?.Text is { } kind
                && set.Of(kind).Any() && !everywhere.Contains((kind, target.Text)))
            {
                yield return At(target.Place, $"the autoscaler {scaler.Name.Text} names the {kind} {target.Text}, which does not exist.", Near(target.Text, set.Of(kind).Select(item => item.Name.Text)));
            }
        }
        var services = set.Of("Service").Select(item => item.Name.Text).ToArray();
        foreach (var name in set.Of("Ingress").SelectMany(Backends).Where(name => services.Length > 0 && !everywhere.Contains(("Service", name.Text))))
            yield return At(name.Place, $"the ingress names the Service {name.Text}, which does not exist.", Near(name.Text, services));
        foreach (var owner in set.Objects.Where(item => item.PodSpec is not null))
        {
            foreach (var (kind, name) in References(owner.PodSpec!))
            {
                var known = set.Of(kind).Select(item => item.Name.Text).Concat(set.Generated).ToArray();
                // Of a kind that the files have none of, the objects come from elsewhere, as secrets often do.
                if (set.Of(kind).Any() && !everywhere.Contains((kind, name.Text)) && !known.Contains(name.Text, StringComparer.Ordinal) && Similar(name.Text, known))
                    yield return At(name.Place, $"{owner.Name.Text} names the {kind} {name.Text}, which does not exist.", Near(name.Text, known));
            }
        }
    }

    private static IEnumerable<Located> Backends(Manifest ingress) =>
        (ingress.Spec?["rules"]?.Items ?? []).SelectMany(rule => rule.Find("http", "paths")?.Items ?? []).Select(path => path.Find("backend")).Append(ingress.Spec?["defaultBackend"])
        .Select(backend => (backend?.Find("service", "name") ?? backend?.Find("serviceName"))?.Located).OfType<Located>();

    private static IEnumerable<(string Kind, Located Name)> References(MapNode pod)
    {
        if (pod["serviceAccountName"]?.Located is { } account && account.Text != "default")
            yield return ("ServiceAccount", account);
        foreach (var volume in pod["volumes"]?.Items ?? [])
        {
            if (volume.Find("configMap", "name")?.Located is { } config)
                yield return ("ConfigMap", config);
            if (volume.Find("secret", "secretName")?.Located is { } secret)
                yield return ("Secret", secret);
            if (volume.Find("persistentVolumeClaim", "claimName")?.Located is { } claim)
                yield return ("PersistentVolumeClaim", claim);
        }
        foreach (var item in (pod["containers"]?.Items ?? []).SelectMany(container => (container.Find("env")?.Items ?? []).Concat(container.Find("envFrom")?.Items ?? [])))
        {
            if ((item.Find("valueFrom", "secretKeyRef", "name") ?? item.Find("secretRef", "name"))?.Located is { } secret)
                yield return ("Secret", secret);
            if ((item.Find("valueFrom", "configMapKeyRef", "name") ?? item.Find("configMapRef", "name"))?.Located is { } config)
                yield return ("ConfigMap", config);
        }
    }

    private IEnumerable<Finding> OfDockerfile(Dockerfile file)
    {
        foreach (var (stage, instruction) in file.Stages.SelectMany(stage => stage.Instructions.Select(item => (stage, item))))
        {
            if (instruction.Keyword is not "COPY" || instruction.Flags.GetValueOrDefault("from") is not { } from || from.Text.Contains('$', StringComparison.Ordinal))
                continue;
            // A name with a slash, a colon or a dot is an image; a plain word may be one, too, unless it is nearly a stage's.
            var later = file.Stages.Skip(stage.Index).Any(other => Dockerfile.Names(other, from.Text));
            var names = file.Stages.Select(other => other.Name?.Text).OfType<string>().ToArray();
            if (!file.Stages.Take(stage.Index).Any(other => Dockerfile.Names(other, from.Text)) && (later || (from.Text.All(char.IsAsciiLetterOrDigit) && Similar(from.Text, names))))
                yield return At(from.Place, $"--from names {from.Text}, which is no stage above.", Near(from.Text, names));
        }
    }

    private static string Near(string name, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToArray();
        return names.Length == 0 ? $"a definition of {name}" : $"one of {string.Join(", ", names.Take(8))}";
    }

    // Close enough for a slip of the hand: what is really elsewhere has another name altogether.
    private static bool Similar(string name, IEnumerable<string> known) => known.Any(other => other.Length > 2
        && (other.StartsWith(name, StringComparison.Ordinal) || name.StartsWith(other, StringComparison.Ordinal)
            || Math.Abs(other.Length - name.Length) <= 2 && other.Zip(name).Count(pair => pair.First == pair.Second) >= Math.Min(other.Length, name.Length) - 2
            || IsOneStretchApart(name, other)));

    // A letter left out or put in shifts all that follow: what stays the same is before and behind it.
    private static bool IsOneStretchApart(string one, string other)
    {
        var shorter = Math.Min(one.Length, other.Length);
        var before = one.AsSpan().CommonPrefixLength(other);
        var behind = 0;
        while (behind < shorter - before && one[^(behind + 1)] == other[^(behind + 1)])
            behind++;
        return shorter > 3 && before + behind >= Math.Max(one.Length, other.Length) - 2;
    }
}
