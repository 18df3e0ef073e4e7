using System.Text;

namespace Seaworthy.Hosting.Tests.Envelopes;

/// <summary>Requests of every shape: members in any order, white space anywhere, nested look-alikes.</summary>
internal sealed class MessageGenerator(Random random)
{
    private static readonly string[] Names = ["a", "id", "method", "params", "_meta", "progressToken", "é", "\\u0069d", ""];
    private static readonly string[] Ids = ["1", "-3", "1e5", "\"x\"", "\"\\u0061\"", "\"\\\"id\\\":1\"", "\"é\ud83d\ude00\"", "99999999999999999999"];
    private static readonly string[] Spaces = ["", "", "", " ", "\n", "\r\n", "\t "];

    public string Request()
    {
        var members = new List<string> { "\"jsonrpc\":\"2.0\"", $"\"id\"{Space()}:{Space()}{Id()}", "\"method\":\"tools/call\"" };
        if (random.Next(4) > 0)
            members.Add($"\"params\":{Space()}{Params()}");
        if (random.Next(3) == 0)
            members.Add($"\"x-extra\":{Value(3)}");
        return Object(members);
    }

    private string Params()
    {
        var members = new List<string> { "\"name\":\"t\"", $"\"arguments\":{Value(4)}" };
        if (random.Next(3) > 0)
            members.Add($"\"_meta\":{Space()}{Meta()}");
        return Object(members);
    }

    private string Meta()
    {
        var members = new List<string> { $"\"trace\":{Value(2)}" };
        if (random.Next(3) > 0)
            members.Add($"\"progressToken\":{Space()}{Id()}");
        return Object(members);
    }

    private string Value(int depth) => random.Next(depth > 0 ? 6 : 4) switch
    {
        0 => "null",
        1 => "true",
        2 => random.Next().ToString(System.Globalization.CultureInfo.InvariantCulture),
        3 => Ids[random.Next(3, Ids.Length)],
        4 => $"[{Space()}{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth - 1)))}]",
        _ => Object([.. Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{Names[random.Next(Names.Length)]}\":{Value(depth - 1)}")]),
    };

    private string Object(List<string> members)
    {
        var shuffled = members.ToArray();
        random.Shuffle(shuffled);
        return new StringBuilder("{").Append(Space()).AppendJoin(Space() + "," + Space(), shuffled).Append(Space()).Append('}').ToString();
    }

    private string Id() => Ids[random.Next(Ids.Length)];

    private string Space() => Spaces[random.Next(Spaces.Length)];
}
