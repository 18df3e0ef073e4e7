using System.Text.Json;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>The command of CMD, ENTRYPOINT, RUN or HEALTHCHECK, in either form.</summary>
/// <param name="IsExec">Whether it is a JSON array, which starts the program itself; otherwise a shell gets the text.</param>
/// <param name="Words">The words of the array; none in the shell form.</param>
/// <param name="Text">As it is written.</param>
internal sealed record CommandForm(bool IsExec, IReadOnlyList<Located> Words, LogicalText Text)
{
    /// <summary>Where it is written.</summary>
    public Place Place => Text.Place;

    /// <summary>
    /// Reads a command. What is no JSON array of strings is the shell form, also when it was meant as one: <c>['node']</c> is
    /// the text <c>['node']</c> to a shell.
    /// </summary>
    public static CommandForm Read(LogicalText text) =>
        ReadJson(text) is { } words ? new(true, words, text) : new(false, [], text);

    /// <summary>Whether it opens like an array and is none.</summary>
    public bool IsBrokenArray => !IsExec && Text.Text.StartsWith('[') && Text.Text.EndsWith(']');

    private static List<Located>? ReadJson(LogicalText text)
    {
        if (!text.Text.StartsWith('['))
            return null;
        var words = new List<Located>();
        try
        {
            using var document = JsonDocument.Parse(text.Text);
            // The same letters again, for the places: each string is found behind the one before.
            var at = 1;
            foreach (var item in document.RootElement.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.String)
                    return null;
                var raw = item.GetRawText();
                at = text.Text.IndexOf(raw, at, StringComparison.Ordinal);
                words.Add(new(item.GetString()!, text.At(at, raw.Length)));
                at += raw.Length;
            }
            return words;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
