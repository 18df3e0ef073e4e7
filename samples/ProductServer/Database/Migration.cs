namespace ProductServer.Database;

/// <summary>One step from an empty database to what this program needs.</summary>
/// <param name="Version">Steps run in this order, each once.</param>
/// <param name="Name">For the log and the table of versions.</param>
/// <param name="ApplyAsync">Makes the change, inside the transaction of all missing steps.</param>
internal sealed record Migration(long Version, string Name, Func<WriteTransaction, CancellationToken, Task> ApplyAsync)
{
    /// <summary>A step that is an embedded SQL file, in a dialect that both databases understand.</summary>
    public static Migration FromFile(long version, string name) => new(version, name, async (transaction, cancellationToken) =>
    {
        var file = $"{version:0000}_{name}.sql";
        using var reader = new StreamReader(typeof(Migration).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The migration {file} is not embedded."));
        await transaction.ExecuteAsync(await reader.ReadToEndAsync(cancellationToken), cancellationToken);
    });
}
