using Microsoft.Extensions.Configuration;
using ProductServer.Database;
using ProductServer.Startup;

namespace ProductServer.Tests.Database;

public class DatabaseSettingsTests
{
    private const string Url = "postgres://u:hunter2@db:6543/shop";

    [Theory]
    [InlineData(Url)]
    [InlineData(Url + "\n")]
    [InlineData(Url + "\r\n")]
    public void A_file_may_end_with_a_line_end(string text)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "url");
        File.WriteAllText(file, text);

        var database = Open(("DATABASE_URL", ""), ("DATABASE_URL_FILE", file));

        Assert.Equal("PostgreSQL db:6543/shop", database.Description);
    }

    [Fact]
    public void An_empty_file_is_a_mistake()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "url");
        File.WriteAllText(file, "\n");

        var mistake = Assert.Throws<BadConfigurationException>(() => Open(("DATABASE_URL_FILE", file)));

        Assert.Equal($"DATABASE_URL_FILE={file} is empty. Write the URL into it.", mistake.Message);
    }

    [Fact]
    public void An_empty_url_means_SQLite_in_the_data_folder()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "new", "folder");

        var database = Open(("DATABASE_URL", ""), ("DATABASE_URL_FILE", ""), ("DATA_DIR", data));

        Assert.Equal($"SQLite {data}/products.db", database.Description);
        Assert.Empty(Directory.EnumerateFileSystemEntries(data));
    }

    private static IDatabase Open(params (string Name, string Value)[] settings) => DatabaseSettings.Find(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))).Build());
}
