using System.Globalization;

namespace ProductServer.Startup;

/// <summary>Where the server listens when ASPNETCORE_URLS does not say so.</summary>
internal static class ListenAddress
{
    private const int DefaultPort = 3000;

    /// <summary>Sets the address: PORT, which platforms set, before ASPNETCORE_HTTP_PORTS, which base images set, before 3000.</summary>
    /// <exception cref="BadConfigurationException">PORT is no port.</exception>
    public static void UseDefaultAddress(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 })
            return;

        var port = Environment.GetEnvironmentVariable("PORT");
        if (string.IsNullOrEmpty(port) && builder.Configuration[WebHostDefaults.HttpPortsKey] is { Length: > 0 })
            return;
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture,
            $"http://{(Surroundings.InContainer ? "0.0.0.0" : "127.0.0.1")}:{ReadPort(port)}"));
    }

    private static int ReadPort(string? port) => port switch
    {
        null or "" => DefaultPort,
        _ when int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 65535 => number,
        _ => throw new BadConfigurationException($"PORT is '{port}'; it must be a number from 0 to 65535."),
    };
}
