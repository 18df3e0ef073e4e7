namespace ProductServer.Database;

/// <summary>Puts the database into a host, over HTTP or stdio alike.</summary>
internal static class DatabaseServices
{
    /// <summary>Adds the database that the configuration names, its migrations, and its say in readiness.</summary>
    /// <exception cref="Startup.BadConfigurationException">The configuration cannot be used.</exception>
    public static void AddProductDatabase(this IHostApplicationBuilder builder)
    {
        // By a factory, so that the container disposes of it.
        var database = DatabaseSettings.Open(builder.Configuration);
        builder.Services.AddSingleton(_ => database);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<DatabaseState>();
        builder.Services.AddSingleton<DatabaseCalls>();
        builder.Services.AddSingleton<Migrator>();
        builder.Services.AddHostedService<DatabaseStartup>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: ["ready"]);
    }
}
