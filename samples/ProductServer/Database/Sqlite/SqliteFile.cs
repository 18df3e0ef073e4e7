using ProductServer.Startup;

namespace ProductServer.Database.Sqlite;

/// <summary>Where the SQLite database lies.</summary>
internal static class SqliteFile
{
    private const string Volume = "/data";

    /// <summary>In a container with a volume at <c>/data</c> that; elsewhere the user's own data folder.</summary>
    public static string DefaultFolder()
    {
        if (Surroundings.InContainer && Directory.Exists(Volume))
            return Volume;
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return home.Length > 0
            ? Path.Combine(home, "product-server")
            : throw new BadConfigurationException("There is no home folder to keep the SQLite database in. Set DATA_DIR to a folder.");
    }

    /// <summary>The file in that folder, which is created; SQLite puts its log beside the file, so the folder must be writable.</summary>
    public static string In(string folder)
    {
        try
        {
            folder = Directory.CreateDirectory(folder).FullName;
            var probe = Path.Combine(folder, $".writable-{Guid.NewGuid():N}");
            File.Create(probe, 1, FileOptions.DeleteOnClose).Dispose();
            return Path.Combine(folder, "products.db");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadConfigurationException(
                $"The folder {folder} for the SQLite database cannot be written: {e.Message} "
                + "Mount a volume there, set DATA_DIR to another folder, or set DATABASE_URL to use PostgreSQL.");
        }
    }
}
