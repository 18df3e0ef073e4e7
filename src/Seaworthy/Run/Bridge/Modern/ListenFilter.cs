using System.Text.Json;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Revisions;
using Seaworthy.Run.Bridge.Sessions;

namespace Seaworthy.Run.Bridge.Modern;

/// <summary>What somebody wants to hear of: the <c>notifications</c> of <c>subscriptions/listen</c>.</summary>
/// <param name="Changes">The list changes, by their members: <c>toolsListChanged</c>.</param>
/// <param name="Resources">Single resources, by their URIs.</param>
/// <param name="Tasks">Tasks, by their ids (extension <c>io.modelcontextprotocol/tasks</c>).</param>
internal sealed record ListenFilter(IReadOnlySet<string> Changes, IReadOnlySet<string> Resources, IReadOnlySet<string> Tasks)
{
    private const string ResourcesMember = "resourceSubscriptions";
    private const string TasksMember = "taskIds";

    /// <summary>Which capability announces which list change, and in which notification.</summary>
    public static IReadOnlyList<(string Member, string Capability, string Method)> ListChanges { get; } =
    [
        ("toolsListChanged", "tools", Methods.ToolsChanged),
        ("promptsListChanged", "prompts", Methods.PromptsChanged),
        ("resourcesListChanged", "resources", Methods.ResourcesChanged),
    ];

    public static ListenFilter Nothing { get; } = new(Set([]), Set([]), Set([]));

    public bool IsEmpty => Changes.Count + Resources.Count + Tasks.Count == 0;

    /// <summary>Reads <c>params.notifications</c> of a message; null when it is missing or something in it is not what it should be.</summary>
    public static ListenFilter? Read(ReadOnlySpan<byte> parameters)
    {
        if (parameters.IsEmpty)
            return null;
        var reader = new Utf8JsonReader(parameters, new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        using var document = JsonDocument.ParseValue(ref reader);
        try
        {
            return document.RootElement.TryGetProperty("notifications"u8, out var filter) && filter.ValueKind == JsonValueKind.Object ? Read(filter) : null;
        }
        catch (InvalidOperationException)
        {
            // What the JSON reader throws for half of a surrogate pair in a string that is read as text.
            return null;
        }
    }

    /// <summary>The list changes that a worker says it announces.</summary>
    public static ListenFilter DeclaredBy(WorkerIdentity identity) => Nothing with
    {
        Changes = Set(ListChanges.Where(one => identity.Declares(one.Capability, "listChanged")).Select(one => one.Member)),
    };

    /// <summary>Single resources alone.</summary>
    public static ListenFilter Of(IEnumerable<string> resources) => Nothing with { Resources = Set(resources) };

    public static ListenFilter UnionOf(IEnumerable<ListenFilter> filters)
    {
        var (changes, resources, tasks) = (Set([]), Set([]), Set([]));
        foreach (var filter in filters)
        {
            changes.UnionWith(filter.Changes);
            resources.UnionWith(filter.Resources);
            tasks.UnionWith(filter.Tasks);
        }
        return new ListenFilter(changes, resources, tasks);
    }

    public ListenFilter Intersect(ListenFilter other) => new(
        Set(Changes.Intersect(other.Changes)), Set(Resources.Intersect(other.Resources)), Set(Tasks.Intersect(other.Tasks)));

    public bool IsSameAs(ListenFilter other) =>
        Changes.SetEquals(other.Changes) && Resources.SetEquals(other.Resources) && Tasks.SetEquals(other.Tasks);

    /// <summary>Whether a change is one of these.</summary>
    public bool Wants(Change change) => change.Method switch
    {
        Methods.ResourceUpdated => change.Subject is { } uri && Resources.Any(resource => ResourceScope.Contains(resource, uri)),
        Methods.TaskChanged => change.Subject is { } task && Tasks.Contains(task),
        _ => ListChanges.Any(one => one.Method == change.Method && Changes.Contains(one.Member)),
    };

    /// <summary>Writes it as the member <c>notifications</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("notifications"u8);
        foreach (var member in Changes)
            json.WriteBoolean(member, true);
        WriteStrings(json, ResourcesMember, Resources);
        WriteStrings(json, TasksMember, Tasks);
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string member, IReadOnlySet<string> values)
    {
        if (values.Count == 0)
            return;
        json.WriteStartArray(member);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static ListenFilter? Read(JsonElement filter)
    {
        var changes = new List<string>();
        foreach (var (member, _, _) in ListChanges)
        {
            // null is what serialisers write that write every member.
            if (!filter.TryGetProperty(member, out var wanted) || wanted.ValueKind == JsonValueKind.Null)
                continue;
            if (wanted.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                return null;
            if (wanted.GetBoolean())
                changes.Add(member);
        }
        return ReadStrings(filter, ResourcesMember) is { } resources && ReadStrings(filter, TasksMember) is { } tasks
            ? new ListenFilter(Set(changes), Set(resources), Set(tasks))
            : null;
    }

    private static IReadOnlyList<string>? ReadStrings(JsonElement filter, string member)
    {
        if (!filter.TryGetProperty(member, out var values) || values.ValueKind == JsonValueKind.Null)
            return [];
        if (values.ValueKind != JsonValueKind.Array || values.EnumerateArray().Any(one => one.ValueKind != JsonValueKind.String))
            return null;
        return [.. values.EnumerateArray().Select(one => one.GetString()!)];
    }

    private static HashSet<string> Set(IEnumerable<string> values) => new(values, StringComparer.Ordinal);
}
