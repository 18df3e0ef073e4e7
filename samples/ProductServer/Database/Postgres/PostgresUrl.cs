using System.Globalization;
using Npgsql;
using ProductServer.Startup;

namespace ProductServer.Database.Postgres;

/// <summary>
/// Reads <c>postgres://user:password@host:5432/database?sslmode=…</c>. No message repeats a part that could be a piece of the
/// password: a password with unescaped characters moves into the host, the port, the path or the query.
/// </summary>
internal static class PostgresUrl
{
    private const string Shape = "Write postgres://USER:PASSWORD@HOST:5432/DATABASE?sslmode=require, with %-encoding in user and password.";

    /// <summary>Whether the text is meant to be one.</summary>
    public static bool IsMeant(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <summary>What Npgsql needs to connect.</summary>
    /// <exception cref="BadConfigurationException">The URL cannot be used.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string url)
    {
        var rest = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var end = rest.IndexOfAny(['/', '?', '#']);
        var authority = end < 0 ? rest : rest[..end];
        var tail = end < 0 ? "" : rest[end..];
        if (tail.Contains('@', StringComparison.Ordinal) || tail.Contains('#', StringComparison.Ordinal))
            throw Bad("it has '@' or '#' after the host: a '/', '?', '#' or '@' in the user, password or database must be %-encoded");

        var at = authority.LastIndexOf('@');
        if (at <= 0)
            throw Bad("it names no user");

        var settings = PostgresParameters.Defaults();
        ReadUser(authority[..at], settings);
        ReadHost(authority[(at + 1)..], settings);

        var query = tail.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? tail : tail[..query];
        settings.Database = Decode(path.TrimStart('/'), "database");
        if (settings.Database.Length == 0)
            throw Bad("it names no database after the host");

        PostgresParameters.Read(query < 0 ? "" : tail[(query + 1)..], settings);
        if (string.IsNullOrEmpty(settings.Host))
            throw Bad("it names no host");
        return settings;
    }

    /// <summary>The text without its %-encoding, read as UTF-8.</summary>
    public static string Decode(string text, string part)
    {
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
        {
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                throw Bad($"a '%' in the {part} is not followed by two hexadecimal digits: write %25 for a percent sign");
        }

        return Uri.UnescapeDataString(text);
    }

    /// <summary>An error that says what is wrong and what a URL looks like.</summary>
    public static BadConfigurationException Bad(string what) => new($"DATABASE_URL cannot be used: {what}. {Shape}");

    private static void ReadUser(string text, NpgsqlConnectionStringBuilder settings)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        settings.Username = Decode(colon < 0 ? text : text[..colon], "user");
        if (settings.Username.Length == 0)
            throw Bad("it names no user");
        if (colon >= 0)
            settings.Password = Decode(text[(colon + 1)..], "password");
    }

    private static void ReadHost(string text, NpgsqlConnectionStringBuilder settings)
    {
        var bracket = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) : -1;
        if (text.StartsWith('[') && bracket < 0)
            throw Bad("the '[' of an IPv6 address is not closed");
        if (text.Contains(',', StringComparison.Ordinal))
            throw Bad("it names more than one host, and this server uses one");

        var colon = text.IndexOf(':', bracket + 1);
        if (colon >= 0 && text.LastIndexOf(':') != colon)
            throw Bad("an IPv6 address must be in brackets, as in postgres://user@[::1]:5432/database");

        settings.Host = Decode(bracket > 0 ? text[1..bracket] : colon < 0 ? text : text[..colon], "host");
        if (colon < 0)
            return;
        if (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
            throw Bad("the port after the host is not a number from 1 to 65535");
        settings.Port = port;
    }
}
