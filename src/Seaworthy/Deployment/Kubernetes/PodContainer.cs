using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Deployment.Kubernetes;

/// <summary>A container of a pod.</summary>
/// <param name="Set">What it is applied with.</param>
/// <param name="Owner">The Deployment, or what else makes the pod.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Map">The container.</param>
internal sealed record PodContainer(ManifestSet Set, Manifest Owner, MapNode Pod, MapNode Map)
{
    /// <summary>Its name, and where that is written.</summary>
    public Located Name => Map["name"]?.Located ?? new("", Map.Place);

    /// <summary>A setting of the container's security context, or else of the pod's.</summary>
    public Node? Security(string name) => Map.Find("securityContext", name) ?? Pod.Find("securityContext", name);

    /// <summary>The number of a port by its name or number; null when nobody knows the name.</summary>
    public int? Port(Node? port)
    {
        if (port?.Text is not { } text)
            return null;
        if (int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number))
            return number;
        var named = Map["ports"]?.Items.FirstOrDefault(item => item.Find("name")?.Text == text)?.Find("containerPort")?.Text;
        return int.TryParse(named, System.Globalization.CultureInfo.InvariantCulture, out var found) ? found : null;
    }

    /// <summary>How many pods the owner keeps; 1 when it says nothing; null when an autoscaler or a node count decides.</summary>
    public int? Replicas
    {
        get
        {
            if (Owner.Kind == "DaemonSet")
                return null;
            var scaler = Set.Of("HorizontalPodAutoscaler").FirstOrDefault(item =>
                item.Spec?.Find("scaleTargetRef", "name")?.Text == Owner.Name.Text && item.Spec.Find("scaleTargetRef", "kind")?.Text == Owner.Kind);
            var text = scaler?.Spec?["maxReplicas"]?.Text ?? Owner.Spec?["replicas"]?.Text ?? "1";
            return int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
        }
    }

    /// <summary>Every container of every pod of a set.</summary>
    public static IEnumerable<PodContainer> Of(ManifestSet set) =>
        from owner in set.Objects
        where owner.PodSpec is not null
        from item in owner.PodSpec!["containers"]?.Items ?? []
        where item is MapNode
        select new PodContainer(set, owner, owner.PodSpec!, (MapNode)item);
}
