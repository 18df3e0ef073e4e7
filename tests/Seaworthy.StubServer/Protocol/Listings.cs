using System.Globalization;
using System.Text.Json;

using Seaworthy.StubServer.Tools;

namespace Seaworthy.StubServer.Protocol;

/// <summary>Everything that is answered at once: lists, reads, prompts, completion.</summary>
internal static class Listings
{
    /// <summary>Another process would not know what to do with the cursors of this one.</summary>
    private static readonly string CursorMark = Guid.NewGuid().ToString("N");

    private const int ResourceNotFound = -32002;
    private const string Uri = "stub://greeting";

    /// <summary>The answer; null when the method is none of these.</summary>
    public static byte[]? Answer(Dialect dialect, string id, Request request, int? toolsAPage) => request.Method switch
    {
        "tools/list" when toolsAPage is { } size => ListPage(dialect, id, request, size),
        "tools/list" => dialect.Result(id, json => ToolCatalogue.Write(json, ..), cacheable: true),
        "resources/list" => dialect.Result(id, json => Message.WriteRaw(json, "resources",
            $$"""[{"uri":"{{Uri}}","name":"greeting","mimeType":"text/plain"}]"""), cacheable: true),
        "resources/templates/list" => dialect.Result(id, json => Message.WriteRaw(json, "resourceTemplates", "[]"), cacheable: true),
        "resources/read" => Read(dialect, id, request),
        "prompts/list" => dialect.Result(id, json => Message.WriteRaw(json, "prompts",
            """[{"name":"greet","description":"Greets","arguments":[{"name":"name","required":true}]}]"""), cacheable: true),
        "prompts/get" => GetPrompt(dialect, id, request),
        "completion/complete" => dialect.Result(id, json => Message.WriteRaw(json, "completion",
            """{"values":["ada","grace"],"total":2,"hasMore":false}""")),
        _ => null,
    };

    private static byte[] ListPage(Dialect dialect, string id, Request request, int size)
    {
        var from = 0;
        if (request.Param("cursor")?.GetString() is { } cursor
            && (!cursor.StartsWith(CursorMark, StringComparison.Ordinal) || !int.TryParse(cursor[CursorMark.Length..], CultureInfo.InvariantCulture, out from)))
        {
            return Message.Error(id, Message.InvalidParams, "Unknown cursor");
        }
        var to = Math.Min(from + size, ToolCatalogue.Count);
        return dialect.Result(id, json =>
        {
            ToolCatalogue.Write(json, from..to);
            if (to < ToolCatalogue.Count)
                json.WriteString("nextCursor", CursorMark + to.ToString(CultureInfo.InvariantCulture));
        }, cacheable: true);
    }

    private static byte[] Read(Dialect dialect, string id, Request request)
    {
        if (request.Param("uri")?.GetString() != Uri)
            return Message.Error(id, dialect.IsModern ? Message.InvalidParams : ResourceNotFound, "Resource not found");
        return dialect.Result(id, json => Message.WriteRaw(json, "contents",
            $$"""[{"uri":"{{Uri}}","mimeType":"text/plain","text":"ahoy"}]"""), cacheable: true);
    }

    private static byte[] GetPrompt(Dialect dialect, string id, Request request)
    {
        if (request.Param("name")?.GetString() != "greet")
            return Message.Error(id, Message.InvalidParams, "Unknown prompt");
        var name = JsonEncodedText.Encode(request.Param("arguments", "name")?.GetString() ?? "nobody");
        return dialect.Result(id, json => Message.WriteRaw(json, "messages",
            $$$"""[{"role":"user","content":{"type":"text","text":"Greet {{{name}}}."}}]"""));
    }
}
