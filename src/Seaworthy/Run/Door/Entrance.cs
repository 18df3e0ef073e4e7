using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Door;
using Seaworthy.Hosting.Http;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Run.Door;

/// <summary>The first thing that a request meets, whatever it wants.</summary>
internal sealed class Entrance(Gate gate, LifecycleLoop lifecycle)
{
    public Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        if (lifecycle.SaysClose)
            LastOnConnection.Say(http);
        // Probes call by address, and by whatever name the platform makes up.
        return HealthPaths.IsHealth(http.Request.Path.Value) ? next(http) : gate.Stop(http) ?? next(http);
    }
}
