using System.Text;

namespace Seaworthy.Tests.Run.Bridge.Fuzz;

/// <summary>What becomes of a message on its way through a broken program, and what somebody makes of it who means harm.</summary>
internal static class Mutation
{
    private static readonly byte[][] Pieces = [.. new[]
    {
        "null", "{}", "[]", "true", "0", "-0", "1e999", "9223372036854775808", "0.1", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "\"a\u00e9\U0001F6A2\"",
        "\"id\":1,", "\"id\":null,", "\"ID\":1,", "\"\\u0069d\":1,", "\"method\":\"ping\",", "\"params\":{},", "\"params\":[],", "\"result\":{},", "\"error\":{},",
        "\"_meta\":{},", "\"name\":\"u\",", "\"NAME\":\"u\",", "\"arguments\":{\"region\":1},", "\"progressToken\":{},", "\"jsonrpc\":\"1.0\",",
        ",", ":", "{", "}", "[", "]", "\"", "\\", "\n", "\r\n", "\t", " ", "/**/", "'", "\u2028", "NaN",
    }.Select(Encoding.UTF8.GetBytes), [0xff], [0xc3], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf], [0], Nest(40), Nest(255), Nest(300)];

    /// <summary>The message with one to five changes.</summary>
    public static byte[] Of(byte[] message, Random random)
    {
        var bytes = message.ToList();
        for (var changes = random.Next(1, 6); changes > 0 && bytes.Count > 0; changes--)
            Change(bytes, random);
        return [.. bytes];
    }

    private static void Change(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count);
        var length = Math.Min(random.Next(1, 24), bytes.Count - at);
        switch (random.Next(7))
        {
            case 0:
                bytes.RemoveRange(at, length);
                break;
            case 1:
                bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                break;
            case 2:
                bytes[at] = (byte)random.Next(256);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                bytes.RemoveRange(at, length);
                bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                break;
            default:
                // Between two members or values, where it is most often still JSON.
                at = Math.Max(0, bytes.FindIndex(at, one => one is (byte)',' or (byte)'{')) + 1;
                bytes.InsertRange(Math.Min(at, bytes.Count), Pieces[random.Next(Pieces.Length)]);
                break;
        }
    }

    private static byte[] Nest(int depth) => [.. Enumerable.Repeat((byte)'[', depth), .. Enumerable.Repeat((byte)']', depth)];
}
