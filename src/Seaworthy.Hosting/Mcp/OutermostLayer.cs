using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Http;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Hosting.Mcp;

/// <summary>What every request meets first, whatever it wants: connections are counted, and end while the server stops.</summary>
internal sealed class OutermostLayer(LifecycleLoop lifecycle) : IStartupFilter
{
    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseDoorway();
        app.Use(inner => http =>
        {
            if (lifecycle.SaysClose)
                LastOnConnection.Say(http);
            return inner(http);
        });
        next(app);
    };
}
