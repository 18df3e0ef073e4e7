using ProductServer.Database.Postgres;
using ProductServer.Database.Sqlite;
using ProductServer.Startup;

namespace ProductServer.Database;

/// <summary>Finds the database in DATABASE_URL, DATABASE_URL_FILE and DATA_DIR. An empty setting is an unset one.</summary>
internal static class DatabaseSettings
{
    /// <summary>The database that the configuration names; without any, SQLite in the data folder.</summary>
    /// <exception cref="BadConfigurationException">The settings cannot be used.</exception>
    public static IDatabase Find(IConfiguration configuration)
    {
        var url = Setting(configuration, "DATABASE_URL");
        var file = Setting(configuration, "DATABASE_URL_FILE");
        if (url is not null && file is not null)
            throw new BadConfigurationException("DATABASE_URL and DATABASE_URL_FILE are both set. Set one of them.");

        url ??= file is null ? null : ReadFile(file);
        if (url is null)
            return new SqliteDatabase(SqliteFile.In(Setting(configuration, "DATA_DIR") ?? SqliteFile.DefaultFolder()));
        if (!PostgresUrl.IsMeant(url))
        {
            throw PostgresUrl.Bad("it does not start with postgres:// or postgresql://, the only kind of database it can name; "
                + "leave it empty for SQLite in DATA_DIR");
        }

        return new PostgresDatabase(PostgresUrl.Parse(url));
    }

    private static string? Setting(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } value ? value : null;

    private static string ReadFile(string path)
    {
        try
        {
            // Editors and `echo` end a file with a line end, which is no part of the secret.
            var url = File.ReadAllText(path).TrimEnd('\r', '\n');
            return url.Length > 0 ? url : throw new BadConfigurationException($"DATABASE_URL_FILE={path} is empty. Write the URL into it.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadConfigurationException($"DATABASE_URL_FILE={path} cannot be read: {e.Message} Mount the secret there.");
        }
    }
}
