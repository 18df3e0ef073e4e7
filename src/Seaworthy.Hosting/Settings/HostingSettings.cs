using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Hosting.Settings;

/// <summary>Reads the configuration into <see cref="SeaworthyOptions"/>, and judges what came out, code's own values included.</summary>
/// <remarks>
/// By hand, and not by the configuration binder: it would read <c>30</c> as thirty days, ignore keys that it does not know
/// and stop at the first mistake.
/// </remarks>
internal sealed class HostingSettings(IConfiguration configuration) : IConfigureOptions<SeaworthyOptions>, IValidateOptions<SeaworthyOptions>
{
    /// <summary>Timers of .NET count milliseconds in 32 bits, and throw for more.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(49);

    /// <inheritdoc/>
    public void Configure(SeaworthyOptions options)
    {
        var section = configuration.GetSection(HostingCatalogue.Section);
        foreach (var option in HostingCatalogue.Options)
        {
            if (Find(section, option) is var (source, text) && !option.Apply(options, text))
                options.Mistakes.Add(UsageText.NotAccepted(source, text, option.Accepted));
        }
        foreach (var child in section.GetChildren())
        {
            if (HostingCatalogue.Options.Any(option => option.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)))
                continue;
            var meant = Nearest.To(child.Key, HostingCatalogue.Options.Select(option => option.Name));
            options.Mistakes.Add($"{child.Path} is not a setting.{(meant is null ? "" : $" Did you mean {section.Path}:{meant}?")}");
        }
    }

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SeaworthyOptions options)
    {
        var mistakes = options.Mistakes.Concat(options.Budget(Surroundings.InKubernetes).Validate()).Concat(OfCode(options)).ToArray();
        return mistakes.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    /// <summary>What configuration cannot say, but code can.</summary>
    private static IEnumerable<string> OfCode(SeaworthyOptions options)
    {
        if (options.MaxInFlight < 1)
            yield return $"MaxInFlight is {options.MaxInFlight}; it must be at least 1.";
        if (options.MaxQueue < 0)
            yield return $"MaxQueue is {options.MaxQueue}; it must be at least 0.";
        if (options.MaxSessions < 1)
            yield return $"MaxSessions is {options.MaxSessions}; it must be at least 1.";
        if (options.MaxBody < 1 || options.MaxBuffered < 1)
            yield return "MaxBody and MaxBuffered must be at least 1 byte.";
        var durations = new (string Name, TimeSpan Value)[]
        {
            ("CallTimeout", options.CallTimeout ?? LongestTimer), ("SessionIdle", options.SessionIdle), ("KeepAlive", options.KeepAlive),
            ("HealthCheckInterval", options.HealthCheckInterval), ("HealthCheckTimeout", options.HealthCheckTimeout),
        };
        foreach (var (name, _) in durations.Where(duration => duration.Value <= TimeSpan.Zero))
            yield return $"{name} must be more than 0s.";
        foreach (var (name, value) in durations.Append(("ShutdownTimeout", options.ShutdownTimeout)).Append(("QueueTimeout", options.QueueTimeout)))
        {
            if (name != "SessionIdle" && value > LongestTimer)
                yield return $"{name} is {DurationText.Format(value)}; it must be at most {DurationText.Format(LongestTimer)}.";
        }
        if (options.QueueTimeout < TimeSpan.Zero)
            yield return "QueueTimeout must not be negative.";
    }

    /// <summary>The value and where it comes from; null when the default stays.</summary>
    private (string Source, string Text)? Find(IConfigurationSection section, HostingOption option)
    {
        if (configuration[option.Variable] is { Length: > 0 } set)
            return (option.Variable, set);
        var child = section.GetSection(option.Name);
        // A list may be a JSON array as well.
        var text = child.Value ?? string.Join(',', child.GetChildren().Select(item => item.Value));
        return text.Length > 0 ? (child.Path, text) : null;
    }
}
