using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Seaworthy.Hosting.Drain;

/// <summary>Puts the <see cref="Doorway"/> in front of Kestrel.</summary>
internal static class DoorwayExtensions
{
    /// <summary>Lets every connection come in through it. Before endpoints are configured, because they copy the defaults.</summary>
    public static IWebHostBuilder UseDoorway(this IWebHostBuilder host) => host
        .ConfigureServices(services => services.AddOptions<SocketTransportOptions>().Configure<Doorway>(
            (sockets, doorway) => sockets.CreateBoundListenSocket = doorway.Bind))
        .ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(
            listen => listen.Use(kestrel.ApplicationServices.GetRequiredService<Doorway>().Watch)));

    /// <summary>Tells it of every request. The first middleware.</summary>
    public static IApplicationBuilder UseDoorway(this IApplicationBuilder app)
    {
        var doorway = app.ApplicationServices.GetRequiredService<Doorway>();
        return app.Use(next => http =>
        {
            doorway.Hear(http.Connection.Id);
            return next(http);
        });
    }
}
