using System.Buffers;
using System.Text.Json;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Run.Bridge.Sessions;

/// <summary>
/// A <c>subscriptions/listen</c> stream of 2026-07-28 over a worker of an older revision: the bridge itself acknowledges it and
/// delivers the changes that the worker announces to everybody.
/// </summary>
/// <param name="id">The id of the request, as the client wrote it; it names the subscription.</param>
/// <param name="changes">The list changes that the client wants to know of.</param>
/// <param name="stream">Where they go.</param>
internal sealed class Subscription(byte[] id, IReadOnlySet<string> changes, Mailbox stream)
{
    private static readonly (string Filter, string Method)[] ListChanges =
    [
        ("toolsListChanged", Methods.ToolsChanged),
        ("promptsListChanged", Methods.PromptsChanged),
        ("resourcesListChanged", Methods.ResourcesChanged),
    ];

    /// <summary>Reads the filter of a listen request: the list changes that it asks for.</summary>
    public static IReadOnlySet<string> ReadFilter(ReadOnlySpan<byte> parameters)
    {
        var reader = new Utf8JsonReader(parameters);
        using var document = JsonDocument.ParseValue(ref reader);
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        if (!document.RootElement.TryGetProperty("notifications"u8, out var filter) || filter.ValueKind != JsonValueKind.Object)
            return wanted;
        foreach (var (name, method) in ListChanges)
        {
            if (filter.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True)
                wanted.Add(method);
        }
        return wanted;
    }

    /// <summary>The first message: what of the filter is honoured. Single resources are not.</summary>
    public void Acknowledge() => Post(Methods.Acknowledged, json =>
    {
        json.WriteStartObject("notifications"u8);
        foreach (var (name, method) in ListChanges)
        {
            if (changes.Contains(method))
                json.WriteBoolean(name, true);
        }
        json.WriteEndObject();
    });

    /// <summary>Passes a change on, if the client wants it.</summary>
    public void Notify(string method)
    {
        if (changes.Contains(method))
            Post(method, static _ => { });
    }

    private void Post(string method, Action<Utf8JsonWriter> parameters)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc"u8, "2.0"u8);
            json.WriteString("method"u8, method);
            json.WriteStartObject("params"u8);
            json.WriteStartObject("_meta"u8);
            json.WritePropertyName("io.modelcontextprotocol/subscriptionId"u8);
            json.WriteRawValue(id);
            json.WriteEndObject();
            parameters(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        stream.Post(Mail.Notification(output.WrittenSpan.ToArray()));
    }
}
