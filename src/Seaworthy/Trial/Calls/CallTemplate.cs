using System.Globalization;
using System.Text.Json;
using Seaworthy.Trial.Mcp;

namespace Seaworthy.Trial.Calls;

/// <summary>A tool and its arguments, with marks for what differs from call to call.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Arguments">A JSON object in which marks stand for values.</param>
internal sealed record CallTemplate(string Tool, string Arguments)
{
    /// <summary>Stands for a text that no other call has; write it between quotes.</summary>
    public const string TextMark = "{text}";

    /// <summary>Stands for how long the call should take, in milliseconds.</summary>
    public const string MillisecondsMark = "{ms}";

    /// <summary>The same in seconds, with decimals.</summary>
    public const string SecondsMark = "{seconds}";

    /// <summary>The same in whole seconds, rounded up.</summary>
    public const string WholeSecondsMark = "{whole-seconds}";

    /// <summary>Whether the call takes as long as it is told.</summary>
    public bool TakesLength => Has(MillisecondsMark) || Has(SecondsMark) || Has(WholeSecondsMark);

    /// <summary>Whether every call has a text of its own.</summary>
    public bool TakesText => Has(TextMark);

    /// <summary>Reads <c>tool={"json":…}</c> or <c>tool</c>; null when that is not what it is.</summary>
    public static CallTemplate? Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var template = equals < 0 ? new CallTemplate(text.Trim(), "{}") : new CallTemplate(text[..equals].Trim(), text[(equals + 1)..].Trim());
        return template.Tool.Length > 0 && IsObject(template.Fill(TimeSpan.FromSeconds(1), "x")) ? template : null;
    }

    /// <summary>The call.</summary>
    /// <param name="length">How long it should take.</param>
    /// <param name="text">A text that no other call has.</param>
    /// <param name="echoes">Whether the answer must contain that text.</param>
    public PreparedCall Prepare(TimeSpan length, string text, bool echoes) => new(
        "tools/call",
        $$"""{"name":{{JsonText.Quote(Tool)}},"arguments":{{Fill(length, text)}}}""",
        Tool,
        echoes ? text : null);

    private string Fill(TimeSpan length, string text) => Arguments
        .Replace(TextMark, text, StringComparison.Ordinal)
        .Replace(MillisecondsMark, ((long)length.TotalMilliseconds).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace(SecondsMark, length.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace(WholeSecondsMark, Math.Ceiling(length.TotalSeconds).ToString("0", CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private bool Has(string mark) => Arguments.Contains(mark, StringComparison.Ordinal);

    private static bool IsObject(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
