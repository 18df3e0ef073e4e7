using System.Text.Json;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Http;

namespace Seaworthy.Run.Bridge.Modern;

/// <summary>What <c>subscriptions/listen</c> must have. The bridge listens for all clients, so that no worker can judge.</summary>
internal static class ListenRequests
{
    private const string TasksExtension = "io.modelcontextprotocol/tasks";
    private const int MissingCapability = -32021;

    /// <summary>The refusal; null when it is in order.</summary>
    public static ProtocolError? Validate(ClientRequest request, out ListenFilter wanted)
    {
        wanted = ListenFilter.Nothing;
        if (ListenFilter.Read(request.Envelope.Params.Of(request.Body)) is not { } filter)
            return new ProtocolError(400, -32602, "params.notifications is missing or not what subscriptions/listen takes: toolsListChanged, promptsListChanged, resourcesListChanged (true or false), resourceSubscriptions, taskIds (arrays of strings)");
        wanted = filter;
        return filter.Tasks.Count == 0 || DeclaresTasks(request) ? null : new ProtocolError(400, MissingCapability, "Missing required client capability", json =>
        {
            json.WriteStartObject("requiredCapabilities"u8);
            json.WriteStartObject("extensions"u8);
            json.WriteStartObject(TasksExtension);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private static bool DeclaresTasks(ClientRequest request)
    {
        var reader = new Utf8JsonReader(request.Envelope.ClientCapabilities.Of(request.Body), new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.TryGetProperty("extensions"u8, out var extensions) && extensions.ValueKind == JsonValueKind.Object
            && extensions.EnumerateObject().Any(static one => one.NameEquals(TasksExtension));
    }
}
