using System.Globalization;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Sources;

/// <summary>A server as its own files show it.</summary>
internal sealed class Application(Runtime runtime, string folder, IReadOnlyList<SourceSigns> sources)
{
    /// <summary>What it runs on.</summary>
    public Runtime Runtime => runtime;

    /// <summary>The folder of its sources.</summary>
    public string Folder => folder;

    /// <summary>Whether there are sources of a server; without them nothing may be said about what they lack.</summary>
    public bool ShowsServer => Has(SourceSign.ServesHttp) || Has(SourceSign.ServesStdio);

    /// <summary>Whether it serves HTTP and nothing else is known.</summary>
    public bool IsHttp => Has(SourceSign.ServesHttp);

    /// <summary>Whether it speaks over standard input and output only.</summary>
    public bool IsStdioOnly => Has(SourceSign.ServesStdio) && !Has(SourceSign.ServesHttp);

    /// <summary>Every place of a sign.</summary>
    public IEnumerable<Located> All(SourceSign sign) => sources.SelectMany(source => source[sign]);

    /// <summary>The first place of a sign; null when it is not seen.</summary>
    public Located? First(SourceSign sign) => All(sign).FirstOrDefault();

    /// <summary>Whether a sign is seen.</summary>
    public bool Has(SourceSign sign) => sources.Any(source => source[sign].Count > 0);

    /// <summary>How long the sources say that a stop may take; null when they do not say.</summary>
    public Drain? Drain
    {
        get
        {
            if (runtime == Runtime.Node && Longest(SourceSign.ForcedExit, Milliseconds) is var (forced, place))
                return new(forced, place, "the forced exit");
            if (Longest(SourceSign.HostDrain, Seconds) is var (host, where))
                return new(host, where, runtime == Runtime.Python ? "timeout_graceful_shutdown" : "ShutdownTimeout");
            return null;
        }
    }

    private (TimeSpan Value, Place Place)? Longest(SourceSign sign, Func<string, TimeSpan?> read) => All(sign)
        .Select(found => read(found.Text) is { } value ? ((TimeSpan, Place)?)(value, found.Place) : null)
        .Where(found => found is not null).OrderByDescending(found => found!.Value.Item1).FirstOrDefault();

    private static TimeSpan? Milliseconds(string text)
    {
        decimal product = 1;
        foreach (var factor in text.Replace("_", "", StringComparison.Ordinal).Split('*', StringSplitOptions.TrimEntries))
        {
            if (!decimal.TryParse(factor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 1e9m)
                return null;
            product = Math.Min(product * number, 1e12m);
        }
        return TimeSpan.FromMilliseconds((double)product);
    }

    private static TimeSpan? Seconds(string text)
    {
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        return text.StartsWith("Minutes", StringComparison.Ordinal) ? TimeSpan.FromMinutes(number) : TimeSpan.FromSeconds(number);
    }
}
