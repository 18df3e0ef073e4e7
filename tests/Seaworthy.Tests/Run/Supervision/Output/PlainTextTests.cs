using System.Text;
using Seaworthy.Run.Supervision.Output;

namespace Seaworthy.Tests.Run.Supervision.Output;

public class PlainTextTests
{
    [Theory]
    [InlineData("plain, with\ttabs, umlauts äöü and 🚢", "plain, with\ttabs, umlauts äöü and 🚢")]
    [InlineData("\e[1;31mred\e[0m", "red")]
    [InlineData("\e[38:2::255:0:0mtrue colour\e[m", "true colour")]
    [InlineData("\e[2J\e[Hcleared", "cleared")]
    [InlineData("\u009b31mred", "red")]
    [InlineData("\e]0;title\abehind", "behind")]
    [InlineData("\e]8;;https://example.com\e\\link\e]8;;\e\\", "link")]
    [InlineData("\e(Bcharset\e7saved", "charsetsaved")]
    [InlineData("\e]0;never ends", "0;never ends")]
    [InlineData("\e[31", "")]
    [InlineData("at the end\e", "at the end")]
    [InlineData("10%\r20%\r30%", "10% 20% 30%")]
    [InlineData("bell\a null\0 delete\u007f", "bell\\u0007 null\\u0000 delete\\u007f")]
    [InlineData("\u202egnp.exe", "\\u202egnp.exe")]
    [InlineData("a\u2028b\u0085c", "a\\u2028b\\u0085c")]
    public void Only_what_can_be_read_is_left(string written, string shown) =>
        Assert.Equal(shown, PlainText.Of(Encoding.UTF8.GetBytes(written)));

    [Fact]
    public void What_is_not_UTF8_is_replaced() => Assert.Equal("a\uFFFDb", PlainText.Of([(byte)'a', 0xFF, (byte)'b']));

    [Fact]
    public void Nothing_that_acts_on_a_terminal_survives_any_bytes()
    {
        var random = new Random(4711);
        var bytes = new byte[64];
        for (var round = 0; round < 20_000; round++)
        {
            random.NextBytes(bytes);
            // Mostly the characters that sequences are made of.
            for (var i = 0; i < bytes.Length; i += 2)
                bytes[i] = "\e[]P\\;0m\a\r"u8[random.Next(10)];

            Assert.DoesNotContain(PlainText.Of(bytes), c => char.IsControl(c) && c != '\t');
        }
    }
}
