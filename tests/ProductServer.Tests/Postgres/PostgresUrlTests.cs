using Npgsql;
using ProductServer.Database.Postgres;
using ProductServer.Startup;

namespace ProductServer.Tests.Postgres;

public class PostgresUrlTests
{
    [Theory]
    [InlineData("postgres://u:p@db/shop", "u", "p", "db", 5432, "shop")]
    [InlineData("postgresql://u:p@db:6543/shop", "u", "p", "db", 6543, "shop")]
    [InlineData("POSTGRES://u@db/shop", "u", null, "db", 5432, "shop")]
    [InlineData("postgres://u:@db/shop?", "u", "", "db", 5432, "shop")]
    [InlineData("postgres://u%40corp:p%40s%2Fs%3Aw%25%C3%A9%20+@db/my%20shop", "u@corp", "p@s/s:w%é +", "db", 5432, "my shop")]
    [InlineData("postgres://u:p@ss:w@db/shop", "u", "p@ss:w", "db", 5432, "shop")]
    [InlineData("postgres://u:p@[::1]/shop", "u", "p", "::1", 5432, "shop")]
    [InlineData("postgres://u:p@[fe80::1%25eth0]:6543/shop", "u", "p", "fe80::1%eth0", 6543, "shop")]
    [InlineData("postgres://u:p@/shop?host=/var/run/postgresql", "u", "p", "/var/run/postgresql", 5432, "shop")]
    public void Good_urls_are_read(string url, string user, string? password, string host, int port, string database)
    {
        var read = PostgresUrl.Parse(url);

        Assert.Equal((user, password ?? "", host, port, database), (read.Username, read.Password ?? "", read.Host, read.Port, read.Database));
    }

    [Theory]
    [InlineData("disable", SslMode.Disable)]
    [InlineData("allow", SslMode.Allow)]
    [InlineData("prefer", SslMode.Prefer)]
    [InlineData("require", SslMode.Require)]
    [InlineData("verify-ca", SslMode.VerifyCA)]
    [InlineData("verify-full", SslMode.VerifyFull)]
    public void Every_sslmode_of_libpq_is_known(string word, SslMode mode) =>
        Assert.Equal(mode, PostgresUrl.Parse($"postgres://u:p@db/shop?sslmode={word}").SslMode);

    [Fact]
    public void Parameters_change_what_they_name()
    {
        var read = PostgresUrl.Parse("postgres://u:p@db/shop?application_name=my%20shop&connect_timeout=9&pool_max_conns=3&channel_binding=require"
            + "&target_session_attrs=read-write&statement_timeout=2500&options=-c%20search_path%3Dshop");

        Assert.Equal(("my shop", 9, 3, ChannelBinding.Require), (read.ApplicationName, read.Timeout, read.MaxPoolSize, read.ChannelBinding));
        Assert.Equal("read-write", read.TargetSessionAttributes);
        Assert.Equal("-c statement_timeout=2500 -c search_path=shop", read.Options);
        Assert.Equal(8, read.CommandTimeout);
    }

    [Fact]
    public void Without_parameters_statements_and_the_pool_are_bounded()
    {
        var read = PostgresUrl.Parse("postgres://u:p@db/shop");

        Assert.Equal(("-c statement_timeout=10000", 15, 5, 20, true), (read.Options, read.CommandTimeout, read.Timeout, read.MaxPoolSize, read.Pooling));
    }

    [Theory]
    [InlineData("postgres://", "names no user")]
    [InlineData("postgres://db/shop", "names no user")]
    [InlineData("postgres://:hunter2@db/shop", "names no user")]
    [InlineData("postgres://u:hunter2@/shop", "names no host")]
    [InlineData("postgres://u:hunter2@db", "names no database")]
    [InlineData("postgres://u:hunter2@db/", "names no database")]
    [InlineData("postgres://u:hunter2", "names no user")]
    [InlineData("postgres://u:hunter2@db:port/shop", "from 1 to 65535")]
    [InlineData("postgres://u:hunter2@db:0/shop", "from 1 to 65535")]
    [InlineData("postgres://u:hunter2@db:65536/shop", "from 1 to 65535")]
    [InlineData("postgres://u:hunter2@::1/shop", "must be in brackets")]
    [InlineData("postgres://u:hunter2@[::1/shop", "is not closed")]
    [InlineData("postgres://u:hunter2@one,two/shop", "more than one host")]
    [InlineData("postgres://u:hun/ter2@db/shop", "must be %-encoded")]
    [InlineData("postgres://u:hun?ter2@db/shop", "must be %-encoded")]
    [InlineData("postgres://u:hun#ter2@db/shop", "must be %-encoded")]
    [InlineData("postgres://u:hunter2@db/shop#x", "must be %-encoded")]
    [InlineData("postgres://u:hunter2%@db/shop", "write %25")]
    [InlineData("postgres://u:hunter2%zz@db/shop", "write %25")]
    [InlineData("postgres://u:hunter2@db/shop?sslmod=require&foo", "unknown parameter 'sslmod', 'foo'; known are sslmode")]
    [InlineData("postgres://u:hunter2@db/shop?sslmode=yes", "verify-ca or verify-full")]
    [InlineData("postgres://u:hunter2@db/shop?connect_timeout=soon", "a whole number from 1 to 300")]
    [InlineData("postgres://u:hunter2@db/shop?sslrootcert=/no/such/file", "'/no/such/file' of sslrootcert does not exist")]
    [InlineData("postgres://u:hunter2@db/shop?target_session_attrs=standby", "any, primary or read-write")]
    public void Bad_urls_are_explained_without_the_password(string url, string explanation)
    {
        var message = Assert.Throws<BadConfigurationException>(() => PostgresUrl.Parse(url)).Message;

        Assert.Contains(explanation, message, StringComparison.Ordinal);
        Assert.Contains("Write postgres://USER:PASSWORD@HOST:5432/DATABASE", message, StringComparison.Ordinal);
        Assert.DoesNotContain("hun", message, StringComparison.Ordinal);
        Assert.DoesNotContain("ter2", message, StringComparison.Ordinal);
    }
}
