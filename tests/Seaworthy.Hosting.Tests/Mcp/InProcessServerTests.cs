using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Hosting.Tests.Mcp;

/// <summary>What users of the library do in their own tests: their server in this process, over WebApplicationFactory.</summary>
public class InProcessServerTests
{
    private const string Echo = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"text":"hello"}}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_is_answered_and_health_is_ready()
    {
        await using var factory = new WebApplicationFactory<Program>();
        using var client = factory.CreateClient();

        using var answer = await PostAsync(client, Echo);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("hello", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        var lifecycle = factory.Services.GetRequiredService<LifecycleLoop>();
        while (lifecycle.Phase == LifecyclePhase.Starting)
            await lifecycle.WhenNot(LifecyclePhase.Starting).WaitAsync(Cancellation);
        using var health = await client.GetAsync(new Uri("/health", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task The_factory_sets_options()
    {
        await using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host.UseSetting("Seaworthy:MaxBody", "1KiB"));
        using var client = factory.CreateClient();

        using var answer = await PostAsync(client, Echo.Replace("hello", new string('a', 2000), StringComparison.Ordinal));

        Assert.Equal(1024, factory.Services.GetRequiredService<SeaworthyOptions>().MaxBody);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Any_host_is_accepted_where_nothing_listens()
    {
        await using var factory = new WebApplicationFactory<Program>();
        using var client = factory.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("http://mcp.example.com") });

        using var answer = await PostAsync(client, Echo);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Disposing_the_factory_drains()
    {
        var factory = new WebApplicationFactory<Program>();
        using var client = factory.CreateClient();
        var lifecycle = factory.Services.GetRequiredService<LifecycleLoop>();

        await factory.DisposeAsync();

        Assert.True(lifecycle.Completion.IsCompleted);
        Assert.Equal(LifecyclePhase.Stopped, lifecycle.Phase);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new StringContent(message, Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        return await client.SendAsync(request, Cancellation);
    }
}
