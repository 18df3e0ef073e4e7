using Microsoft.Extensions.Configuration;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Settings;

namespace Seaworthy.Hosting.Health;

/// <summary>
/// The verb <c>health</c> of a server's own command line: the health check of an image that has neither shell nor curl.
/// <c>health [--url URL|PATH] [--timeout DURATION]</c>.
/// </summary>
internal sealed class HealthCommand(IEnumerable<string> listens, TextWriter output, TextWriter error)
{
    /// <summary>The verb.</summary>
    public const string Verb = "health";

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Asks, says in one line what it was told, and ends with 0 only when the status was 200.</summary>
    /// <param name="arguments">What follows the verb.</param>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var url = HealthUrl.Complete(Own());
        var timeout = DefaultTimeout;
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : "";
            var mistake = arguments[i] switch
            {
                "--url" => AddressKinds.RequestOrPath.TryRead(value, out var asked)
                    ? Accept(() => url = HealthUrl.Complete(new Uri(url, asked)))
                    : UsageText.NotAccepted("--url", value, AddressKinds.RequestOrPath.Accepted),
                "--timeout" => ValueKinds.PositiveDuration.TryRead(value, out var duration)
                    ? Accept(() => timeout = duration)
                    : UsageText.NotAccepted("--timeout", value, ValueKinds.PositiveDuration.Accepted),
                var other => $"{UsageText.Quote(other)} is not an option of {Verb}. Options: --url URL, --timeout DURATION.",
            };
            if (mistake is not null)
            {
                await error.WriteLineAsync($"error: {mistake}").ConfigureAwait(false);
                return ExitCode.Usage;
            }
        }
        var answer = await HealthProbe.AskAsync(url, timeout, TimeProvider.System).ConfigureAwait(false);
        await (answer.IsHealthy ? output : error).WriteLineAsync(HealthLine.Describe(answer, url, "Set --url if the server is elsewhere.")).ConfigureAwait(false);
        return answer.IsHealthy ? ExitCode.AllAnswered : ExitCode.CutOrFault;
    }

    /// <summary>Where a server with this configuration listens, as ASP.NET Core reads it.</summary>
    public static IEnumerable<string> Listens(IConfiguration configuration)
    {
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
        {
            if (endpoint["Url"] is { Length: > 0 } url)
                yield return url;
        }
        foreach (var url in Split(configuration["urls"]))
            yield return url;
        foreach (var port in Split(configuration["http_ports"]))
            yield return $"http://127.0.0.1:{port}";
        foreach (var port in Split(configuration["https_ports"]))
            yield return $"https://127.0.0.1:{port}";
    }

    private static string[] Split(string? list) =>
        list?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string? Accept(Action set)
    {
        set();
        return null;
    }

    /// <summary>The first address of our own; Kestrel's default when none is configured.</summary>
    private Uri Own()
    {
        foreach (var listen in listens)
        {
            // Kestrel's ways to say every address.
            var plain = listen.Replace("://*", "://127.0.0.1", StringComparison.Ordinal).Replace("://+", "://127.0.0.1", StringComparison.Ordinal);
            if (Uri.TryCreate(plain, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
                return uri;
        }
        return new Uri("http://127.0.0.1:5000");
    }
}
