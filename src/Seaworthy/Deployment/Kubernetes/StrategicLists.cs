using Seaworthy.Deployment.Trees;

namespace Seaworthy.Deployment.Kubernetes;

/// <summary>How a strategic merge patch lays lists over each other: those with a merge key by it, others are replaced.</summary>
internal static class StrategicLists
{
    /// <summary>Joins by the merge key of the API, or replaces.</summary>
    public static Node Merge(string name, ListNode below, ListNode above)
    {
        var key = name switch
        {
            "containers" or "initContainers" or "env" or "volumes" or "imagePullSecrets" or "ephemeralContainers" => "name",
            "ports" => below.Values.Any(item => item.Map?.Has("containerPort") is true) ? "containerPort" : "port",
            "volumeMounts" => "mountPath",
            "tolerations" => null,
            _ => null,
        };
        if (key is null)
            return above;
        var items = new List<Node>();
        foreach (var item in below.Values)
        {
            var over = above.Values.FirstOrDefault(other => other.Find(key)?.Text is { } value && value == item.Find(key)?.Text);
            if (over?.Find("$patch")?.Text != "delete")
                items.Add(over is null ? item : TreeMerge.Merge(item, over, Merge));
        }
        items.AddRange(above.Values.Where(item => item.Find("$patch") is null && !below.Values.Any(other => other.Find(key)?.Text == item.Find(key)?.Text)));
        return new ListNode(items, above.Place);
    }
}
