namespace ProductServer.Database;

/// <summary>What the configuration says about the database; reading it is its validation.</summary>
internal sealed class DatabaseOptions
{
    /// <summary>The database to use; set by <see cref="DatabaseSettings"/>.</summary>
    public IDatabase Database { get; set; } = null!;
}
