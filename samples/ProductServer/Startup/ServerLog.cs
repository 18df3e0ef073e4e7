namespace ProductServer.Startup;

/// <summary>A log for operators: a line for each thing that matters.</summary>
internal static class ServerLog
{
    /// <summary>Leaves out what repeats itself.</summary>
    public static void UseQuietLog(this WebApplicationBuilder builder) => builder.Logging
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)

        // An unhealthy database is logged when it becomes so, and not with every look at it.
        .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)

        // Seaworthy says why a start failed; the host would add the stack of a mistake in the configuration.
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
        .AddSimpleConsole(console => console.SingleLine = true);
}
