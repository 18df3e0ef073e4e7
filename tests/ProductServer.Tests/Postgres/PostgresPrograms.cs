namespace ProductServer.Tests.Postgres;

/// <summary>PostgreSQL's own programs. Without them a test skips and says why; in CI, where they are installed, it fails.</summary>
internal static class PostgresPrograms
{
    private const string DebianFolder = "/usr/lib/postgresql";

    /// <summary>The folder of <c>initdb</c> and <c>postgres</c>: the newest of Debian's, or one on PATH.</summary>
    public static string Folder
    {
        get
        {
            if (Find() is { } folder)
                return folder;
            const string reason = "PostgreSQL is not installed: there is no initdb in /usr/lib/postgresql/*/bin or on PATH. Install postgresql.";
            if (Environment.GetEnvironmentVariable("CI") is "true" or "1")
                Assert.Fail(reason);
            Assert.Skip(reason);
            return "";
        }
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    public static string? User => !Environment.IsPrivilegedProcess ? null
        : File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private static string? Find()
    {
        var debian = Directory.Exists(DebianFolder)
            ? Directory.GetDirectories(DebianFolder).OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            : Enumerable.Empty<string>();
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return debian.Select(folder => Path.Combine(folder, "bin")).Concat(path)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }
}
