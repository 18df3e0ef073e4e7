using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Health;
using Seaworthy.Hosting.Http;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Hosting.Limits;
using Seaworthy.Hosting.Mcp;
using Seaworthy.Hosting.Settings;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Hosting;

/// <summary>Makes an MCP server in ASP.NET Core fit for production.</summary>
/// <example>
/// <code>
/// var builder = WebApplication.CreateBuilder(args);
/// builder.AddSeaworthy();
/// builder.Services.AddMcpServer().WithHttpTransport().WithTools&lt;ProductTools&gt;();
/// var app = builder.Build();
/// app.MapSeaworthy();
/// app.MapMcp("/mcp");
/// return await app.RunSeaworthyAsync(args);
/// </code>
/// </example>
public static class SeaworthyHosting
{
    /// <summary>
    /// Adds the lifecycle (drain on SIGTERM, SIGINT, SIGQUIT and SIGHUP, and after a fault), the account of calls in flight, the
    /// limits, the health checks and the meter <c>Seaworthy</c>. MCP endpoints are found wherever <c>MapMcp</c> maps them, in
    /// each of the SDK's session modes.
    /// </summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="configure">Sets options in code, after the configuration section <c>Seaworthy</c> and the environment.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">It was called twice.</exception>
    public static WebApplicationBuilder AddSeaworthy(this WebApplicationBuilder builder, Action<SeaworthyOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (services.Any(service => service.ServiceType == typeof(McpGuard)))
            throw new InvalidOperationException("AddSeaworthy was called twice; once is enough.");
        // It tells of a failed start with a stack of the host's insides; ServerRun says what failed.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.WebHost.UseDoorway();
        services.AddSeaworthyLifecycle(provider => provider.GetRequiredService<SeaworthyOptions>().Budget(Surroundings.InKubernetes));
        AddOptions(services, configure);
        AddGuard(services);
        services.AddHealthChecks();
        services.AddOptions<HealthCheckServiceOptions>().PostConfigure<SeaworthyOptions>(BoundChecks);
        services.AddSingleton<HealthRound>();
        services.AddSingleton<ReadyChecks>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ReadyChecks>());
        services.AddSingleton<IHealthSection>(provider => provider.GetRequiredService<ReadyChecks>());
        services.AddSingleton<IStartupFilter, OutermostLayer>();
        services.AddHostedService<StartReport>();
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c>, <c>/health/live</c>, <c>/health/ready</c>, <c>/health/startup</c> and the aliases <c>/livez</c> and
    /// <c>/readyz</c>, without authorization, and the preflight of every MCP endpoint for <see cref="SeaworthyOptions.AllowedOrigins"/>.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <returns>The same application.</returns>
    /// <exception cref="InvalidOperationException"><see cref="AddSeaworthy"/> was not called.</exception>
    public static IEndpointRouteBuilder MapSeaworthy(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var door = endpoints.ServiceProvider.GetService<McpDoor>()
            ?? throw new InvalidOperationException("MapSeaworthy needs builder.AddSeaworthy() before builder.Build().");
        endpoints.MapSeaworthyHealth();
        endpoints.DataSources.Add(new McpPreflight(endpoints.DataSources, door));
        return endpoints;
    }

    /// <summary>
    /// Runs the application to its end; the result is what the process must exit with: 0 when every call was answered, 1 when
    /// one was cut or after a fault, 2 for a mistake in the configuration, 3 when it never became ready. With the verb
    /// <c>health</c> as its first argument it asks the running server instead, for HEALTHCHECK.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="args">The command line.</param>
    /// <returns>The exit code. No exception leaves this method.</returns>
    public static Task<int> RunSeaworthyAsync(this WebApplication app, params string[] args)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(args);
        return args is [HealthCommand.Verb, .. var rest]
            ? new HealthCommand([.. app.Urls, .. HealthCommand.Listens(app.Configuration)], Console.Out, Console.Error).RunAsync(rest)
            : new ServerRun(app, Console.Error).RunAsync();
    }

    private static void AddOptions(IServiceCollection services, Action<SeaworthyOptions>? configure)
    {
        // Whoever runs the application without RunSeaworthyAsync gets the mistakes as an exception at the start.
        var options = services.AddOptions<SeaworthyOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<SeaworthyOptions>, HostingSettings>();
        services.AddSingleton<IValidateOptions<SeaworthyOptions>, HostingSettings>();
        if (configure is not null)
            options.Configure(configure);
        services.AddSingleton(Settled);
    }

    private static void AddGuard(IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<CallPlaces>();
        services.AddSingleton<SessionCount>();
        services.AddSingleton<OpenExchanges>();
        services.AddSingleton<CallMeter>();
        services.AddSingleton(provider => new MemoryBudget(provider.GetRequiredService<SeaworthyOptions>().MaxBuffered ?? MemoryBudget.DefaultLimit));
        services.AddSingleton<McpLimits>();
        services.AddSingleton<McpDoor>();
        services.AddSingleton<McpPosts>();
        services.AddSingleton<McpGuard>();
        services.AddSingleton<CallFilters>();
        services.AddSingleton<McpSdkSetup>();
        services.AddSingleton<IConfigureOptions<McpServerOptions>>(provider => provider.GetRequiredService<McpSdkSetup>());
        services.AddSingleton<IPostConfigureOptions<HttpServerTransportOptions>>(provider => provider.GetRequiredService<McpSdkSetup>());
        services.AddSingleton<MatcherPolicy, McpEndpointPolicy>();
    }

    /// <summary>With mistakes the defaults: building must not fail, so that the run can say what is wrong.</summary>
    private static SeaworthyOptions Settled(IServiceProvider provider)
    {
        try
        {
            return provider.GetRequiredService<IOptions<SeaworthyOptions>>().Value;
        }
        catch (OptionsValidationException)
        {
            return new SeaworthyOptions();
        }
    }

    private static void BoundChecks(HealthCheckServiceOptions checks, SeaworthyOptions options)
    {
        foreach (var check in checks.Registrations.Where(check => check.Timeout == Timeout.InfiniteTimeSpan))
            check.Timeout = options.HealthCheckTimeout;
    }
}
