using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Seaworthy.Commands.Logging;

namespace Seaworthy.Tests.Commands.Logging;

public class JsonLogFormatterTests
{
    private static readonly LogOptions Json = new(LogFormat.Json);
    private static readonly string[] TwoTexts = ["a", "b"];

    [Fact]
    public void A_line_is_one_object_with_the_values_by_name() => Assert.Equal(
        """{"time":"2026-07-28T12:00:01.123Z","level":"info","event":1003,"name":"DrainStarted","message":"3 calls","inFlight":3}""" + "\n",
        LogLines.Write(Json, "3 calls", id: new(1003, "DrainStarted"), fields: ("InFlight", 3)));

    [Fact]
    public void Other_categories_are_named() =>
        Assert.Contains("\"name\":\"\",\"category\":\"Microsoft.X\",", LogLines.Write(Json, "x", category: "Microsoft.X"));

    [Fact]
    public void Values_keep_their_kind()
    {
        var line = Parse(LogLines.Write(Json, "x", fields:
        [
            ("Int", 1), ("Long", long.MaxValue), ("Unsigned", ulong.MaxValue), ("Double", 1.5), ("Decimal", 2.50m), ("Flag", true), ("Nothing", null),
            ("Text", "a"), ("Duration", TimeSpan.FromSeconds(90)), ("Level", DayOfWeek.Friday), ("List", TwoTexts), ("Char", 'c'),
        ]));

        Assert.Equal(
            """{"int":1,"long":9223372036854775807,"unsigned":18446744073709551615,"double":1.5,"decimal":2.50,"flag":true,"nothing":null,"text":"a","duration":"1m30s","_level":"Friday","list":["a","b"],"char":"c"}""",
            "{" + string.Join(',', line.EnumerateObject().Skip(5).Select(field => field.ToString())) + "}");
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void What_JSON_has_no_number_for_is_text(object value, string text) =>
        Assert.Equal(text, Parse(LogLines.Write(Json, "x", fields: ("Value", value))).GetProperty("value").GetString());

    [Theory]
    [InlineData("a\nb\r\nc")]
    [InlineData("quote \" backslash \\ umlaut ä")]
    [InlineData("\u0000\u001b[31m\u2028\u0085")]
    [InlineData("")]
    public void Any_text_survives_on_one_line(string text)
    {
        var line = LogLines.Write(Json, text, fields: ("Value", text));

        Assert.Equal(line.Length - 1, line.AsSpan().IndexOfAny('\n', '\r'));
        Assert.Equal((text, text), (Parse(line).GetProperty("message").GetString(), Parse(line).GetProperty("value").GetString()));
    }

    [Fact]
    public void Half_a_character_does_no_harm() =>
        Assert.Equal("a\ufffdb", Parse(LogLines.Write(Json, "x", fields: ("Value", "a\ud800b"))).GetProperty("value").GetString());

    [Fact]
    public void Names_that_are_taken_or_given_twice_do_not_collide()
    {
        var line = LogLines.Write(Json, "x", fields: [("Message", "mine"), ("Pid", 1), ("pid", 2), ("Time", 3)]);

        Assert.EndsWith("\"message\":\"x\",\"_message\":\"mine\",\"pid\":1,\"_time\":3}\n", line);
    }

    [Fact]
    public void An_exception_is_a_field() => Assert.Equal("System.InvalidOperationException: a\nb",
        Parse(LogLines.Write(Json, "x", new InvalidOperationException("a\nb"))).GetProperty("exception").GetString());

    [Fact]
    public void Nothing_that_throws_stops_a_line()
    {
        var line = Parse(LogLines.Write(Json, "x", new Throwing(), fields: [("Value", new Throwing()), ("List", Throw())]));
        var message = Parse(LogLines.Write(Json, new LogEntry<int>(LogLevel.Error, "Seaworthy", default, 1, null, (_, _) => throw new FormatException())));

        Assert.Equal("(Throwing could not be formatted: NotSupportedException)", line.GetProperty("value").GetString());
        Assert.Equal(1, line.GetProperty("list").GetArrayLength());
        Assert.StartsWith("(Throwing could", line.GetProperty("exception").GetString());
        Assert.Equal("(the message could not be formatted: FormatException)", message.GetProperty("message").GetString());
    }

    private static IEnumerable<string> Throw()
    {
        yield return "a";
        throw new InvalidOperationException();
    }

    private static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement.Clone();

    private sealed class Throwing : Exception
    {
        public override string ToString() => throw new NotSupportedException();
    }
}
