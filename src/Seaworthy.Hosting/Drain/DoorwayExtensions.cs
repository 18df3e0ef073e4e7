using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Seaworthy.Hosting.Drain;

/// <summary>Puts the <see cref="Doorway"/> in front of Kestrel.</summary>
internal static class DoorwayExtensions
{
    /// <summary>Lets every connection come in through it, and leaves the application's own endpoint defaults as they are.</summary>
    public static IWebHostBuilder UseDoorway(this IWebHostBuilder host) => host.ConfigureServices(services =>
    {
        services.AddOptions<SocketTransportOptions>().Configure<Doorway>((sockets, doorway) => sockets.CreateBoundListenSocket = doorway.Bind);
        // At once, because endpoints in code copy the defaults; and at the end, because the application may have set others since.
        services.AddOptions<KestrelServerOptions>().Configure<Doorway>(Watch).PostConfigure<Doorway>(Watch);
    });

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

    private static void Watch(KestrelServerOptions kestrel, Doorway doorway)
    {
        var defaults = Defaults(kestrel);
        if (defaults.Target is not Watched)
            kestrel.ConfigureEndpointDefaults(new Watched(doorway, defaults).Apply);
    }

    /// <summary>A Kestrel without that getter would lose the application's defaults, and not the start.</summary>
    private static Action<ListenOptions> Defaults(KestrelServerOptions kestrel)
    {
        try
        {
            return DefaultsOf(kestrel);
        }
        catch (MissingMethodException)
        {
            return static _ => { };
        }
    }

    /// <summary>Kestrel keeps one action, and setting another drops it; there is no public way to read it.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_EndpointDefaults")]
    private static extern Action<ListenOptions> DefaultsOf(KestrelServerOptions kestrel);

    private sealed class Watched(Doorway doorway, Action<ListenOptions> defaults)
    {
        /// <summary>Outermost: a connection is counted before its TLS handshake.</summary>
        public void Apply(ListenOptions listen)
        {
            listen.Use(doorway.Watch);
            defaults(listen);
        }
    }
}
