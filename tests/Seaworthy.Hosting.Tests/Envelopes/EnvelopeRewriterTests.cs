using System.Text;
using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Hosting.Tests.Envelopes;

public class EnvelopeRewriterTests
{
    [Fact]
    public void Takes_edits_in_any_order()
    {
        Span<Edit> edits = [Replace(8, 1, "nine"), Replace(0, 2, ""), Edit.Insert(5, Bytes("+"))];

        Assert.Equal("234+567nine9", Rewrite("0123" + "4567" + "89", edits));
    }

    [Fact]
    public void Puts_insertions_at_either_end()
    {
        Span<Edit> edits = [Edit.Insert(3, Bytes(">")), Edit.Insert(0, Bytes("<"))];

        Assert.Equal("<abc>", Rewrite("abc", edits));
    }

    [Fact]
    public void Without_edits_copies() => Assert.Equal("{ \"a\" : 1 }", Rewrite("{ \"a\" : 1 }", []));

    [Fact]
    public void Turns_raw_line_breaks_into_spaces_and_leaves_escaped_ones() =>
        Assert.Equal("{  \"a\":\"\\r\\n\"  }", Rewrite("{\r\n\"a\":\"\\r\\n\"\n\r}", []));

    [Fact]
    public void Restores_the_original_bytes_of_any_message()
    {
        var random = new Random(20260728);
        for (var i = 0; i < 2_000; i++)
        {
            var message = new MessageGenerator(random).Request();
            var original = Bytes(message);
            var envelope = EnvelopeParser.Parse(original);
            Assert.Equal(MessageKind.Request, envelope.Kind);

            var sent = EnvelopeRewriter.ToArray(original, Exchange(envelope, Bytes("42"), Bytes("42")));
            var there = EnvelopeParser.Parse(sent);
            Assert.Equal("42", Encoding.UTF8.GetString(there.Id.Of(sent)));
            Assert.Equal(envelope.ProgressToken.IsPresent, there.ProgressToken.IsPresent);
            Assert.DoesNotContain((byte)'\n', sent);

            var back = EnvelopeRewriter.ToArray(sent,
                Exchange(there, envelope.Id.Of(original).ToArray(), envelope.ProgressToken.Of(original).ToArray()));
            Assert.Equal(message.Replace('\n', ' ').Replace('\r', ' '), Encoding.UTF8.GetString(back));
        }
    }

    private static Span<Edit> Exchange(in Envelope envelope, byte[] id, byte[] token)
    {
        Edit[] edits = [Edit.Replace(envelope.Id, id), Edit.Replace(envelope.ProgressToken, token)];
        return envelope.ProgressToken.IsPresent ? edits : edits.AsSpan(0, 1);
    }

    private static Edit Replace(int start, int length, string with) => Edit.Replace(new Slice(start, length), Bytes(with));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Rewrite(string message, Span<Edit> edits) => Encoding.UTF8.GetString(EnvelopeRewriter.ToArray(Bytes(message), edits));
}
