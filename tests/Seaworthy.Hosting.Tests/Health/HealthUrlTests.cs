using Seaworthy.Hosting.Health;

namespace Seaworthy.Hosting.Tests.Health;

public class HealthUrlTests
{
    [Theory]
    [InlineData("http://127.0.0.1:3000", "http://127.0.0.1:3000/health")]
    [InlineData("http://0.0.0.0:8080", "http://127.0.0.1:8080/health")]
    [InlineData("http://[::]:8080", "http://[::1]:8080/health")]
    [InlineData("https://0.0.0.0:8443", "https://127.0.0.1:8443/health")]
    [InlineData("http://example.com/livez?x=1", "http://example.com/livez?x=1")]
    public void An_address_to_listen_at_becomes_one_to_ask(string url, string asked) =>
        Assert.Equal(new Uri(asked), HealthUrl.Complete(new Uri(url)));
}
