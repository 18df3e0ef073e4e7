using System.Text.Json.Nodes;

namespace Seaworthy.Tests.Run.Bridge.Fuzz;

/// <summary>What came back for a POST.</summary>
internal sealed record MemoryAnswer(int Status, string ContentType, string Session, string Text)
{
    /// <summary>Every message of it, in order. A body that is none of the two forms fails.</summary>
    public IReadOnlyList<JsonObject> Messages()
    {
        if (Text.Length == 0)
            return [];
        if (ContentType == "application/json")
            return [Parse(Text)];
        Assert.Equal("text/event-stream", ContentType);
        return [.. Text.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => Parse(line[6..]))];
    }

    private static JsonObject Parse(string json)
    {
        var message = JsonNode.Parse(json, documentOptions: new() { MaxDepth = 300 })!.AsObject();
        Assert.Equal("2.0", (string?)message["jsonrpc"]);
        return message;
    }
}
