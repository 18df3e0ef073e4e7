namespace ProductServer.Startup;

/// <summary>A log for operators: a line for each thing that matters.</summary>
internal static class ServerLog
{
    /// <summary>Leaves out what repeats itself.</summary>
    public static void UseQuietLog(this WebApplicationBuilder builder) => builder.Logging
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)

        // An unhealthy database is logged when it becomes so, and not with every look at it.
        .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
        .AddSimpleConsole(console => console.SingleLine = true);
}
