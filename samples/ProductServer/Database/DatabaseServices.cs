using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ProductServer.Database;

/// <summary>Puts the database into a host, over HTTP or stdio alike.</summary>
internal static class DatabaseServices
{
    /// <summary>Adds the database that the configuration names, its migrations, and its say in readiness.</summary>
    public static void AddProductDatabase(this IHostApplicationBuilder builder)
    {
        // Opened when the server starts, and not for the verb `health`, which has no business with a database.
        builder.Services.AddSingleton(services => DatabaseSettings.Open(services.GetRequiredService<IConfiguration>()));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<DatabaseState>();
        builder.Services.AddSingleton<DatabaseCalls>();
        builder.Services.AddSingleton<Migrator>();
        builder.Services.AddHostedService<DatabaseStartup>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: ["ready"]);
    }
}
