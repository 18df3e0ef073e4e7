using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;

namespace Seaworthy.Hosting.Mcp;

/// <summary>Puts the account and the limits into the SDK's options, whoever else configures them.</summary>
internal sealed class McpSdkSetup(CallFilters filters, OpenExchanges open, SessionCount sessions, SeaworthyOptions options)
    : IConfigureOptions<McpServerOptions>, IPostConfigureOptions<HttpServerTransportOptions>
{
    private static readonly TimeSpan SdkIdle = TimeSpan.FromHours(2);
    private const int SdkMaxIdle = 10_000;

    /// <inheritdoc/>
    public void Configure(McpServerOptions server) => filters.AddTo(server);

    /// <inheritdoc/>
    public void PostConfigure(string? name, HttpServerTransportOptions transport)
    {
        if (transport.SessionMode == HttpServerSessionMode.Stateless)
        {
            open.HasServersAlone = true;
            var configure = transport.ConfigureSessionOptions;
            // A server for one request ends with it: the guard sees all that the filters would see, and need not pay for them.
            transport.ConfigureSessionOptions = (http, server, cancellation) =>
            {
                filters.RemoveFrom(server);
                return configure?.Invoke(http, server, cancellation) ?? Task.CompletedTask;
            };
            return;
        }
#pragma warning disable MCP9006 // Sessions are obsolete since 2026-07-28, but the older clients of a stateful server have them.
        if (transport.IdleTimeout == SdkIdle)
            transport.IdleTimeout = options.SessionIdle;
        if (transport.MaxIdleSessionCount == SdkMaxIdle)
            transport.MaxIdleSessionCount = sessions.MaxIdle;
#pragma warning restore MCP9006
#pragma warning disable MCPEXP002 // The only place that sees a session begin and end.
        var run = transport.RunSessionHandler ?? (static (_, server, cancellation) => server.RunAsync(cancellation));
        transport.RunSessionHandler = (http, server, cancellation) => server.SessionId is null
            ? run(http, server, cancellation)
            : sessions.RunAsync(() => run(http, server, cancellation));
#pragma warning restore MCPEXP002
    }
}
