using System.Globalization;
using Seaworthy.Commands.Options;
using Seaworthy.Hosting.Settings;

namespace Seaworthy.Commands;

/// <summary>Where <c>run</c> listens, and <c>health</c> looks, when they are told nothing.</summary>
internal static class DefaultListen
{
    /// <summary>The variable in which many platforms tell a server its port.</summary>
    public const string PortVariable = "PORT";

    /// <summary>The port when <see cref="PortVariable"/> is unset.</summary>
    public const int Port = 3000;

    private static readonly ValueKind<int> PortNumber = ValueKinds.Count(0, 65535);

    /// <summary>Loopback, so that nothing is exposed by accident; in a container, where nobody could reach that, every address.</summary>
    public static Uri At(HostFacts facts, int port) =>
        new(string.Create(CultureInfo.InvariantCulture, $"http://{(facts.InContainer ? "0.0.0.0" : "127.0.0.1")}:{port}"));

    /// <summary>Reads <see cref="PortVariable"/>; the default and an error text when its value is not accepted.</summary>
    public static (int Port, string? Error) ReadPort(HostFacts facts) => facts.Variable(PortVariable) switch
    {
        null => (Port, null),
        var text when PortNumber.TryRead(text, out var port) => (port, null),
        var text => (Port, UsageText.NotAccepted(PortVariable, text, PortNumber.Accepted)),
    };
}
