using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Seaworthy.Hosting.Settings;

namespace Seaworthy.Hosting.Tests.Settings;

public class HostingSettingsTests
{
    [Fact]
    public void Every_property_is_an_option_and_every_option_a_property() => Assert.Equal(
        typeof(SeaworthyOptions).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal),
        HostingCatalogue.Options.Select(option => option.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Seaworthy:ShutdownTimeout", "45s")]
    [InlineData("SEAWORTHY_SHUTDOWN_TIMEOUT", "45s")]
    public void A_value_comes_from_the_section_or_from_a_variable(string key, string value) =>
        Assert.Equal(TimeSpan.FromSeconds(45), Read((key, value)).ShutdownTimeout);

    [Fact]
    public void The_variable_goes_first_and_code_last()
    {
        var configuration = new[] { ("Seaworthy:MaxQueue", "1"), ("SEAWORTHY_MAX_QUEUE", "2") };

        Assert.Equal(2, Read(configuration).MaxQueue);
        Assert.Equal(3, Read(options => options.MaxQueue = 3, configuration).MaxQueue);
    }

    [Fact]
    public void An_empty_value_is_none() => Assert.Equal(64, Read(("SEAWORTHY_MAX_IN_FLIGHT", ""), ("Seaworthy:MaxInFlight", "")).MaxInFlight);

    [Fact]
    public void A_list_is_a_text_or_an_array()
    {
        Assert.Equal(["a.example", "b.example"], Read(("Seaworthy:AllowedHosts", "a.example, b.example")).AllowedHosts);
        Assert.Equal(["a.example", "b.example"], Read(("Seaworthy:AllowedHosts:0", "a.example"), ("Seaworthy:AllowedHosts:1", "b.example")).AllowedHosts);
    }

    [Fact]
    public void Every_mistake_is_told_at_once()
    {
        var failures = Assert.Throws<OptionsValidationException>(() => Read(
            ("Seaworthy:ShutdownTimeout", "30"), ("Seaworthy:MaxBody", "4m"), ("Seaworthy:AlowedHosts", "a"), ("SEAWORTHY_ALLOWED_ORIGINS", "here"))).Failures;

        Assert.Collection(failures.Order(StringComparer.Ordinal),
            mistake => Assert.StartsWith("SEAWORTHY_ALLOWED_ORIGINS: \"here\" is not accepted. Accepted: origins", mistake, StringComparison.Ordinal),
            mistake => Assert.Equal("Seaworthy:AlowedHosts is not a setting. Did you mean Seaworthy:AllowedHosts?", mistake),
            mistake => Assert.StartsWith("Seaworthy:MaxBody: \"4m\" is not accepted.", mistake, StringComparison.Ordinal),
            mistake => Assert.StartsWith("Seaworthy:ShutdownTimeout: \"30\" is not accepted.", mistake, StringComparison.Ordinal));
    }

    [Fact]
    public void What_code_sets_is_judged_too() =>
        Assert.Contains("MaxInFlight is 0; it must be at least 1.", Assert.Throws<OptionsValidationException>(() => Read(options => options.MaxInFlight = 0)).Failures);

    [Fact]
    public void What_no_timer_can_wait_for_is_refused()
    {
        var mistakes = Assert.Throws<OptionsValidationException>(() => Read(
            options => (options.CallTimeout, options.HealthCheckInterval) = (TimeSpan.FromDays(50), TimeSpan.MaxValue), ("SEAWORTHY_QUEUE_TIMEOUT", "1200h"))).Failures;

        Assert.Equal(3, mistakes.Count());
        Assert.Contains("CallTimeout is 1200h; it must be at most 1176h.", mistakes);
    }

    [Fact]
    public void The_page_is_current()
    {
        var rows = HostingCatalogue.Options.Select(option =>
            $"| `{option.Name}` | `{option.Variable}` | {option.Kind} | {option.Default} | {option.Description} |");
        Seaworthy.Tests.GeneratedFile.AssertCurrent("docs/hosting-options.md", $"""
            # Options of Seaworthy.Hosting

            Each is a key of the configuration section `Seaworthy` (in appsettings.json, or `Seaworthy__ShutdownTimeout` in the
            environment), an environment variable of its own, which goes first, and a property of `SeaworthyOptions`, which goes last:
            `builder.AddSeaworthy(options => options.MaxInFlight = 200)`.

            A DURATION has a unit: `500ms`, `30s`, `5m`; a bare number is refused, because .NET reads `30` as thirty days. A SIZE is
            `4MiB` or `512M`. A LIST has commas, or is a JSON array. An empty value is none. A value that is not accepted, and a key
            that does not exist, end the start with exit 2 and a sentence for each.

            This page is generated from the code.

            | Key | Variable | Value | Default | |
            |---|---|---|---|---|
            {string.Join('\n', rows)}

            """);
    }

    private static SeaworthyOptions Read(params (string Key, string Value)[] configuration) => Read(_ => { }, configuration);

    private static SeaworthyOptions Read(Action<SeaworthyOptions> code, params (string Key, string Value)[] configuration)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(configuration.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value))).Build());
        services.AddSingleton<IConfigureOptions<SeaworthyOptions>, HostingSettings>();
        services.AddSingleton<IValidateOptions<SeaworthyOptions>, HostingSettings>();
        services.AddOptions<SeaworthyOptions>().Configure(code);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<SeaworthyOptions>>().Value;
    }
}
