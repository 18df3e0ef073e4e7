using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ProductServer.Database;

/// <summary>Puts the database into a host, over HTTP or stdio alike.</summary>
internal static class DatabaseServices
{
    /// <summary>Adds the database that the configuration names, its migrations, and its say in readiness.</summary>
    public static void AddProductDatabase(this IHostApplicationBuilder builder)
    {
        // Found when the server starts, and not for the verb `health`, which has no business with a database.
        builder.Services.AddOptions<DatabaseOptions>()
            .Configure<IConfiguration>((options, configuration) => options.Database = DatabaseSettings.Find(configuration))
            .ValidateOnStart();
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Database);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<DatabaseState>();
        builder.Services.AddSingleton<DatabaseCalls>();
        builder.Services.AddSingleton<Migrator>();
        builder.Services.AddHostedService<DatabaseStartup>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: ["ready"]);
    }
}
