using System.Globalization;
using System.Text;

namespace Seaworthy.Tests.Run.Bridge.Fuzz;

/// <summary>Requests of clients, each with a number of its own somewhere in its body, in order or mutated.</summary>
internal static class ClientInputs
{
    private const string Meta = "\"_meta\":{\"progressToken\":1,\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private static readonly (string Method, string Members, string? Name)[] Modern =
    [
        ("tools/call", "\"name\":\"t\",\"arguments\":{\"region\":\"NONCE\",\"n\":1}", "t"),
        ("tools/call", "\"name\":\"h\u00e9\",\"arguments\":{\"deep\":{\"a\":[{\"b\":\"NONCE\"}]}}", "=?base64?aMOp?="),
        ("tools/list", "\"cursor\":\"NONCE\"", null),
        ("prompts/get", "\"name\":\"p\",\"arguments\":{\"a\":\"NONCE\"}", "p"),
        ("resources/read", "\"uri\":\"file:///NONCE\"", "file:///NONCE"),
        ("completion/complete", "\"ref\":{\"type\":\"ref/prompt\",\"name\":\"NONCE\"}", null),
        ("server/discover", "\"x\":\"NONCE\"", null),
        ("subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"file:///NONCE\"]}", null),
        ("tasks/get", "\"taskId\":\"NONCE\"", "NONCE"),
        ("tools/call", "\"name\":\"t\",\"requestState\":\"NONCE\",\"inputResponses\":{\"q\":{\"action\":\"accept\"}}", "t"),
        ("initialize", "\"x\":\"NONCE\"", null),
        ("no/such", "\"x\":\"NONCE\"", null),
    ];

    private static readonly string[] Older =
    [
        """{"jsonrpc":"2.0","id":ID,"method":"tools/call","params":{"name":"t","arguments":{"a":"NONCE"},"_meta":{"progressToken":"p"}}}""",
        """{"jsonrpc":"2.0","id":ID,"method":"resources/subscribe","params":{"uri":"file:///NONCE"}}""",
        """{"jsonrpc":"2.0","id":ID,"method":"resources/unsubscribe","params":{"uri":"file:///NONCE"}}""",
        """{"jsonrpc":"2.0","id":ID,"method":"ping","params":{"x":"NONCE"}}""",
        """{"jsonrpc":"2.0","id":ID,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"NONCE","version":"1"}}}""",
        """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":ID,"reason":"NONCE"}}""",
        """{"jsonrpc":"2.0","method":"notifications/made/up","params":{"x":"NONCE"}}""",
        """[{"jsonrpc":"2.0","id":ID,"method":"ping"},{"jsonrpc":"2.0","id":"NONCE","method":"ping"}]""",
        """{"jsonrpc":"2.0","id":ID,"result":{"x":"NONCE"}}""",
    ];

    private static readonly string[] HeaderValues =
        ["", " ", "2025-11-25", "2026-07-28", "9999-99-99", "tools/call", "t", "=?base64?", "=?base64??=", "=?base64?!!?=", "=?base64?gA==?=", "\u00e9", "a\u0001b", "text/html", "*/*"];

    /// <summary>How a number is found again.</summary>
    public static string Nonce(int number) => string.Create(CultureInfo.InvariantCulture, $"N{number:0000000}");

    /// <summary>One input.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="session">A session that is open.</param>
    /// <param name="random">Decides on everything else.</param>
    public static (Dictionary<string, string[]> Headers, byte[] Body) Create(int number, string session, Random random)
    {
        var id = random.Next(4) switch { 0 => "\"a\"", 1 => "1", 2 => "-7", _ => $"\"{Nonce(number)}\"" };
        var headers = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = ["application/json"],
            ["Accept"] = ["application/json, text/event-stream"],
        };
        var body = random.Next(3) > 0 ? CreateModern(headers, number, id, random) : CreateOlder(headers, session, random).Replace("ID", id, StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(body.Replace("NONCE", Nonce(number), StringComparison.Ordinal));
        if (random.Next(5) == 0)
            ChangeHeader(headers, random);
        return (headers, random.Next(8) == 0 ? bytes : Mutation.Of(bytes, random));
    }

    private static string CreateModern(Dictionary<string, string[]> headers, int number, string id, Random random)
    {
        var (method, members, name) = Modern[random.Next(Modern.Length)];
        headers["MCP-Protocol-Version"] = ["2026-07-28"];
        headers["Mcp-Method"] = [method];
        if (name is not null)
            headers["Mcp-Name"] = [name.Replace("NONCE", Nonce(number), StringComparison.Ordinal)];
        if (members.Contains("region", StringComparison.Ordinal))
            headers["Mcp-Param-Region"] = [Nonce(number)];
        return $"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"{method}\",\"params\":{{{members},{Meta}}}}}";
    }

    private static string CreateOlder(Dictionary<string, string[]> headers, string session, Random random)
    {
        headers["MCP-Protocol-Version"] = ["2025-11-25"];
        headers["Mcp-Session-Id"] = [session];
        return Older[random.Next(Older.Length)];
    }

    private static void ChangeHeader(Dictionary<string, string[]> headers, Random random)
    {
        var name = headers.Keys.ElementAt(random.Next(headers.Count));
        switch (random.Next(3))
        {
            case 0:
                headers.Remove(name);
                break;
            case 1:
                headers[name] = [HeaderValues[random.Next(HeaderValues.Length)]];
                break;
            default:
                headers[name] = [.. headers[name], HeaderValues[random.Next(HeaderValues.Length)]];
                break;
        }
    }
}
