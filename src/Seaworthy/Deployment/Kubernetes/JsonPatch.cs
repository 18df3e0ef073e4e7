using System.Globalization;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Deployment.Kubernetes;

/// <summary>The operations add, replace and remove of a JSON patch (RFC 6902), which Kustomize also takes as YAML.</summary>
internal static class JsonPatch
{
    /// <summary>The tree after every operation; one whose path does not exist changes nothing.</summary>
    public static MapNode Apply(MapNode target, IEnumerable<Node> operations)
    {
        foreach (var operation in operations)
        {
            var path = (operation.Find("path")?.Text ?? "").Split('/').Skip(1)
                .Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
            var value = operation.Find("op")?.Text == "remove" ? null : operation.Find("value");
            if (path.Length is > 0 and < YamlReader.MaxDepth && (value is not null || operation.Find("op")?.Text == "remove"))
                target = (MapNode)Change(target, path, value);
        }
        return target;
    }

    private static Node Change(Node node, ReadOnlySpan<string> path, Node? value)
    {
        var name = path[0];
        if (node is MapNode map)
        {
            var inner = path.Length == 1 ? value : map[name] is { } child ? Change(child, path[1..], value) : null;
            var others = map.Entries.Where(entry => entry.Name != name);
            if (inner is null && path.Length > 1)
                return map;
            return new MapNode(inner is null ? [.. others] : [.. others, new MapEntry(name, map.Entry(name)?.KeyPlace ?? inner.Place, inner)], map.Place);
        }
        if (node is not ListNode list)
            return node;
        var items = list.Values.ToList();
        var index = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < items.Count ? number : -1;
        if (name == "-" && path.Length == 1 && value is not null)
            items.Add(value);
        else if (index >= 0 && path.Length > 1)
            items[index] = Change(items[index], path[1..], value);
        else if (index >= 0 && value is null)
            items.RemoveAt(index);
        else if (index >= 0)
            items[index] = value!;
        return new ListNode(items, list.Place);
    }
}
