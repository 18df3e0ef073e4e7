using System.Text.Json;
using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Isolation;

/// <summary>The stub server with a process for each session.</summary>
internal static class Isolated
{
    public static RunCommand Command(params IReadOnlyList<string> options) => RunCommand.Stub() with { Options = ["--isolation", "session", .. options] };

    /// <summary>The process that serves a client.</summary>
    public static async Task<int> PidAsync(RawMcp client) => int.Parse((await client.CallAsync("pid")).Text, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The id of the question that has come on a stream.</summary>
    public static async Task<long> QuestionAsync(McpStream stream)
    {
        Assert.True(await stream.ReadUntilAsync("elicitation/create"), $"No question came: {stream.Body}");
        Assert.True(await stream.ReadUntilAsync("}\n\n"), stream.Body);
        using var question = JsonDocument.Parse(stream.Events.Single(each => each.Data.Contains("elicitation/create", StringComparison.Ordinal)).Data);
        return question.RootElement.GetProperty("id").GetInt64();
    }

    /// <summary>What a user fills in.</summary>
    public static JsonObject Accept(string answer) => new() { ["action"] = "accept", ["content"] = new JsonObject { ["answer"] = answer } };
}
