using System.Globalization;
using Npgsql;

namespace ProductServer.Database.Postgres;

/// <summary>The part of the URL after <c>?</c>: libpq's names, as platforms hand them out, and what this server sets by itself.</summary>
internal static class PostgresParameters
{
    private static readonly string[] Known =
    [
        "sslmode", "sslrootcert", "sslcert", "sslkey", "channel_binding", "host", "application_name", "connect_timeout",
        "statement_timeout", "options", "target_session_attrs", "pool_max_conns",
    ];

    /// <summary>What holds when the URL does not say otherwise.</summary>
    public static NpgsqlConnectionStringBuilder Defaults() => new()
    {
        Port = 5432,
        ApplicationName = "product-server",

        // Two replicas with Npgsql's own 100 would already be more than the 100 connections of a default PostgreSQL.
        MaxPoolSize = 20,
        Timeout = 5,
        TcpKeepAlive = true,

        // The server cancels the statement after ten seconds; this is for one that cannot even do that any more.
        CommandTimeout = 15,
        Options = StatementTimeout(10_000),

        // Errors must not quote rows.
        IncludeErrorDetail = false,
    };

    /// <summary>Reads <c>name=value&amp;…</c>.</summary>
    /// <exception cref="Startup.BadConfigurationException">A name is unknown or a value is not accepted.</exception>
    public static void Read(string query, NpgsqlConnectionStringBuilder settings)
    {
        var unknown = new List<string>();
        var options = "";
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? "" : PostgresUrl.Decode(pair[(equals + 1)..], $"parameter {name}");
            if (name == "options")
                options = " " + value;
            else if (!Apply(name, value, settings))
                unknown.Add($"'{name}'");
        }

        if (unknown.Count > 0)
            throw PostgresUrl.Bad($"unknown parameter {string.Join(", ", unknown)}; known are {string.Join(", ", Known)}");

        // Last, so that a statement_timeout among the options wins: PostgreSQL takes the last of equal ones.
        settings.Options += options;
    }

    private static bool Apply(string name, string value, NpgsqlConnectionStringBuilder settings)
    {
        switch (name)
        {
            case "sslmode":
                settings.SslMode = SslModeOf(value);
                break;
            case "channel_binding":
                settings.ChannelBinding = OneOf<ChannelBinding>(name, value, ["disable", "prefer", "require"]);
                break;
            case "sslrootcert":
                settings.RootCertificate = ExistingFile(name, value);
                break;
            case "sslcert":
                settings.SslCertificate = ExistingFile(name, value);
                break;
            case "sslkey":
                settings.SslKey = ExistingFile(name, value);
                break;
            case "host":
                settings.Host = value;
                break;
            case "application_name":
                settings.ApplicationName = value;
                break;
            case "connect_timeout":
                settings.Timeout = Number(name, value, 1, 300);
                break;
            case "statement_timeout":
                var milliseconds = Number(name, value, 1, 3_600_000);
                settings.Options = StatementTimeout(milliseconds);
                settings.CommandTimeout = 5 + ((milliseconds + 999) / 1000);
                break;
            case "target_session_attrs":
                settings.TargetSessionAttributes = value is "any" or "primary" or "read-write"
                    ? value
                    : throw NotAccepted(name, "any, primary or read-write");
                break;
            case "pool_max_conns":
                settings.MaxPoolSize = Number(name, value, 1, 1000);
                break;
            default:
                return false;
        }

        return true;
    }

    private static SslMode SslModeOf(string value) => value switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCA,
        "verify-full" => SslMode.VerifyFull,
        _ => throw NotAccepted("sslmode", "disable, allow, prefer, require, verify-ca or verify-full"),
    };

    private static string StatementTimeout(int milliseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"-c statement_timeout={milliseconds}");

    private static T OneOf<T>(string name, string value, string[] accepted) where T : struct, Enum =>
        accepted.Contains(value) ? Enum.Parse<T>(value, ignoreCase: true) : throw NotAccepted(name, string.Join(", ", accepted));

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw NotAccepted(name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    private static string ExistingFile(string name, string value) =>
        File.Exists(value) ? value : throw PostgresUrl.Bad($"the file '{value}' of {name} does not exist or cannot be read");

    private static Startup.BadConfigurationException NotAccepted(string name, string accepted) =>
        PostgresUrl.Bad($"the value of {name} is not accepted; it must be {accepted}");
}
