using System.Text.Json;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Settings;

namespace Seaworthy.Hosting.Health;

/// <summary>The one line that the verb <c>health</c> says; container runtimes keep it and show it to people.</summary>
internal static class HealthLine
{
    /// <param name="answer">What the probe saw.</param>
    /// <param name="url">What was asked.</param>
    /// <param name="elsewhere">What to set when the server is at another address.</param>
    /// <summary>Describes an answer. A body in any other shape than ours is no reason to fail: the status decides.</summary>
    public static string Describe(HealthAnswer answer, Uri url, string elsewhere)
    {
        if (answer.Status is null)
            return $"no answer from {url}: {answer.Failure}. {elsewhere}";
        var parts = new List<string>();
        using var document = Parse(answer.Body);
        if (document is { RootElement: { ValueKind: JsonValueKind.Object } body })
        {
            Add(Text(body, "status"));
            Add(Text(body, "phase"));
            if (Number(body, "inFlight") is { } calls)
                Add(FormattableString.Invariant($"{calls} in flight"));
            if (Number(body, "uptime") is { } uptime and >= 0 and < 1e9)
                Add($"up {DurationText.Format(TimeSpan.FromSeconds(Math.Floor(uptime)))}");
            Add(Text(body, "reason") ?? Text(body, "error"));
        }
        else if (!answer.IsHealthy)
        {
            Add(UsageText.Printable(answer.Body.Trim()));
        }
        var said = string.Join(", ", parts);
        if (answer.IsHealthy)
            return said.Length > 0 ? said : "healthy";
        return $"{answer.Status} from {url}{(said.Length > 0 ? ": " : "")}{said}";

        void Add(string? part)
        {
            if (!string.IsNullOrEmpty(part) && !parts.Contains(part, StringComparer.OrdinalIgnoreCase))
                parts.Add(part);
        }
    }

    private static JsonDocument? Parse(string body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? UsageText.Printable(value.GetString()!)
            : null;

    private static double? Number(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
