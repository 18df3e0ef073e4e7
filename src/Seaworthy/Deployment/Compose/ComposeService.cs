using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Deployment.Compose;

/// <summary>A service with everything laid over it: extends, overrides, variables.</summary>
/// <param name="Project">The project it is of.</param>
/// <param name="Name">Its name, and where that is written.</param>
/// <param name="Map">Its settings.</param>
internal sealed record ComposeService(ComposeProject Project, Located Name, MapNode Map)
{
    /// <summary>A setting; null when it is missing.</summary>
    public Node? this[string name] => Map[name];

    /// <summary>The folder that is built, from where people stand; null when nothing is built.</summary>
    public string? BuildContext => Map["build"] switch
    {
        ScalarNode { IsNull: false } scalar => scalar.Value,
        MapNode map => map["context"]?.Text ?? ".",
        _ => null,
    };

    /// <summary>How many of it run.</summary>
    public Located? Replicas => Map.Find("deploy", "replicas")?.Located ?? Map["scale"]?.Located;

    /// <summary>Variables of <c>environment</c>; a name without a value is taken from outside and has none here.</summary>
    public IEnumerable<(string Name, Located? Value, Place Place)> Environment => Map["environment"] switch
    {
        MapNode map => map.Entries.Select(entry => (entry.Name, entry.Value.Located, entry.Place)),
        ListNode list => list.Values.Select(item => item.Located).OfType<Located>().Select(Split),
        _ => [],
    };

    /// <summary>Whether restarts are told in either way.</summary>
    public Located? Restart => Map["restart"]?.Located ?? Map.Find("deploy", "restart_policy", "condition")?.Located;

    private static (string Name, Located? Value, Place Place) Split(Located item)
    {
        var equals = item.Text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (item.Text, null, item.Place) : (item.Text[..equals], item with { Text = item.Text[(equals + 1)..] }, item.Place);
    }
}
