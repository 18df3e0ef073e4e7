using Seaworthy.Commands.Options;
using Seaworthy.Hosting.Health;
using Seaworthy.Hosting.Settings;
using Option = Seaworthy.Commands.Options.OptionDescription<Seaworthy.Commands.Health.HealthSettings>;

namespace Seaworthy.Commands.Health;

/// <summary>Every option of <c>seaworthy health</c>. They have no variables: those belong to the server that is asked.</summary>
internal static class HealthCatalogue
{
    /// <summary>The options.</summary>
    public static IReadOnlyList<Option> Options { get; } =
    [
        Option.Create(OptionSection.Options, "--url", AddressKinds.RequestOrPath,
            new("http://127.0.0.1:3000/health", "the address in SEAWORTHY_LISTEN, or the port in PORT, when set"),
            "What to ask: an address, whose path is /health when it names none, or a path of the server in this container.",
            (settings, value) => settings with { Url = HealthUrl.Complete(new Uri(settings.Url, value)) }, inEnvironment: false),
        Option.Create(OptionSection.Options, "--timeout", ValueKinds.PositiveDuration, "5s",
            "How long the answer may take in all.",
            (settings, value) => settings with { Timeout = value }, inEnvironment: false),
    ];

    /// <summary>The value of <c>--timeout</c> when it is not given.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The option of <c>run</c> whose variable says where the server listens.</summary>
    public static OptionDescription Listen => RunCatalogue.Options[0];
}
