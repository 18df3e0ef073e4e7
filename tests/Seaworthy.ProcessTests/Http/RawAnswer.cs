using System.Diagnostics;

namespace Seaworthy.ProcessTests.Http;

/// <summary>What came back for a request.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="Status">The HTTP status; 0 without a head.</param>
/// <param name="Headers">The headers; names in any case.</param>
/// <param name="Body">As much of the body as came.</param>
/// <param name="EndedAt">When, as a <see cref="Stopwatch"/> timestamp.</param>
internal sealed record RawAnswer(RawEnding Ending, int Status, IReadOnlyDictionary<string, string> Headers, string Body, long EndedAt)
{
    /// <summary>A header, or the empty text.</summary>
    public string Header(string name) => Headers.GetValueOrDefault(name, "");

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Ending} {Status} {string.Join(", ", Headers.Select(header => $"{header.Key}: {header.Value}"))}\n{Body}";
}
