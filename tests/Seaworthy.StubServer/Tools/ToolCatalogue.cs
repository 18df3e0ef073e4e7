using System.Text.Json;

using Seaworthy.StubServer.Protocol;

namespace Seaworthy.StubServer.Tools;

/// <summary>Every tool. Each takes an integer <c>n</c> besides its own arguments, which the ledger notes.</summary>
internal static class ToolCatalogue
{
    private static readonly Tool[] All =
    [
        new("echo", Strings("text"), Tool.ReadOnly, PoliteTools.EchoAsync),
        new("sleep", Integers("ms"), Tool.ReadOnly, PoliteTools.SleepAsync),
        new("progress", Integers("steps", "ms"), Tool.ReadOnly, PoliteTools.ProgressAsync),
        new("log", Integers("count"), Tool.ReadOnly, PoliteTools.LogAsync),
        new("big", Integers("bytes"), Tool.ReadOnly, PoliteTools.BigAsync),
        new("ask", Strings("text"), Tool.ReadOnly, ClientTools.AskAsync),
        new("tell", Strings("method", "uri"), Tool.ReadOnly, ClientTools.TellAsync),
        new("touch", Strings("uri"), Tool.ReadOnly, ClientTools.TouchAsync),
        new("client", "{}", Tool.ReadOnly, ClientTools.DescribeAsync),
        new("fail", "{}", Tool.ReadOnly, PoliteTools.FailAsync),
        new("rpc-error", "{}", Tool.ReadOnly, PoliteTools.RpcErrorAsync),
        new("env", Strings("name"), Tool.ReadOnly, PoliteTools.EnvironmentAsync),
        new("pid", "{}", Tool.ReadOnly, PoliteTools.ProcessIdAsync),
        new("write", Integers("ms"), Tool.Destructive, PoliteTools.SleepAsync),
        new("put", Integers("ms"), Tool.Idempotent, PoliteTools.SleepAsync),
        new("stray", "{}", Tool.ReadOnly, NoisyTools.StrayAsync),
        new("partial", Integers("ms"), Tool.ReadOnly, NoisyTools.PartialAsync),
        new("burst", Integers("count"), Tool.ReadOnly, NoisyTools.BurstAsync),
        new("crlf", "{}", Tool.ReadOnly, NoisyTools.CarriageReturnAsync),
        new("noid", "{}", Tool.ReadOnly, NoisyTools.NoIdAsync),
        new("twice", "{}", Tool.ReadOnly, NoisyTools.TwiceAsync),
        new("exit", Integers("code"), Tool.Destructive, LethalTools.ExitAsync),
        new("abort", Integers("signal"), Tool.Destructive, LethalTools.AbortAsync),
        new("exit-read-only", Integers("code"), Tool.ReadOnly, LethalTools.ExitAsync),
        new("silent", "{}", Tool.ReadOnly, LethalTools.SilentAsync),
        new("block", Integers("ms"), Tool.ReadOnly, LethalTools.BlockAsync) { HoldsUpTheServer = true },
        new("spin", Integers("rounds"), Tool.ReadOnly, HungryTools.SpinAsync) { HoldsUpTheServer = true },
        new("leak", Integers("bytes"), Tool.ReadOnly, HungryTools.LeakAsync),
    ];

    public static Tool? Find(string? name) => Array.Find(All, tool => tool.Name == name);

    public static int Count => All.Length;

    public static void Write(Utf8JsonWriter json, Range page)
    {
        json.WriteStartArray("tools");
        foreach (var tool in All[page])
        {
            json.WriteStartObject();
            json.WriteString("name", tool.Name);
            Message.WriteRaw(json, "inputSchema", $$"""{"type":"object","properties":{{tool.Properties}}}""");
            Message.WriteRaw(json, "annotations", tool.Annotations);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Strings(params string[] names) => Properties("string", names);

    private static string Integers(params string[] names) => Properties("integer", names);

    private static string Properties(string type, string[] names) =>
        "{" + string.Join(',', names.Select(name => $$"""
            "{{name}}":{"type":"{{type}}"}
            """.Trim())) + "}";
}
