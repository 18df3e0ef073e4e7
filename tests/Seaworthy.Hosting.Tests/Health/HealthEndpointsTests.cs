using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Health;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Hosting.Tests.Lifecycle;

namespace Seaworthy.Hosting.Tests.Health;

/// <summary>Real Kestrel in front of a lifecycle on a clock that only the test moves.</summary>
public sealed class HealthEndpointsTests : IAsyncLifetime
{
    private readonly LifecycleHarness _server = new(ShutdownBudget.Default with { Delay = TimeSpan.FromSeconds(5) });
    private readonly List<IHealthSection> _sections = [];
    private WebApplication? _app;
    private HttpClient? _client;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_server.Loop).AddSingleton(_server.Calls).AddSingleton<IHealthSection>(new Workers(_sections));
        _app = builder.Build();
        _app.MapSeaworthyHealth();
        await _app.StartAsync(Cancel);
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task While_starting_only_liveness_is_good()
    {
        Assert.Equal((503, 503, 200, 503), await ProbeAsync());
        using var json = await HealthAsync();
        Assert.Equal("starting", json.RootElement.GetProperty("status").GetString());
        Assert.Equal("still starting", json.RootElement.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task While_ready_everything_is_good_and_the_body_says_how()
    {
        await _server.BecomeReadyAsync();
        var call = _server.BeginCall();
        _server.Time.Advance(TimeSpan.FromMilliseconds(12_345));

        Assert.Equal((200, 200, 200, 200), await ProbeAsync());
        using var json = await HealthAsync();
        var health = json.RootElement;
        Assert.Equal("ready", health.GetProperty("status").GetString());
        Assert.Equal("Ready", health.GetProperty("phase").GetString());
        Assert.Equal(12.345m, health.GetProperty("uptime").GetDecimal());
        Assert.Equal(Environment.ProcessId, health.GetProperty("pid").GetInt32());
        Assert.Equal(1, health.GetProperty("inFlight").GetInt32());
        Assert.False(health.TryGetProperty("reason", out _));
        call.End(Seaworthy.Hosting.Drain.CallFate.Answered);
    }

    [Fact]
    public async Task While_unready_it_says_why_and_has_started()
    {
        await _server.BecomeReadyAsync();
        _server.Loop.Post(LifecycleTrigger.LostReady, "worker 1 exited with 137");
        await _server.ReachAsync(LifecyclePhase.Unready);

        Assert.Equal((503, 503, 200, 200), await ProbeAsync());
        using var json = await HealthAsync();
        Assert.Equal("unready", json.RootElement.GetProperty("status").GetString());
        Assert.Equal("worker 1 exited with 137", json.RootElement.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Every_phase_of_a_stop_is_not_ready_but_alive()
    {
        await _server.BecomeReadyAsync();
        _server.BeginCall();
        _server.Loop.RequestDrain("SIGTERM");
        foreach (var (phase, status, seconds) in new[]
        {
            (LifecyclePhase.Announcing, "announcing", 5), (LifecyclePhase.Draining, "draining", 22), (LifecyclePhase.Cancelling, "cancelling", 1),
        })
        {
            await _server.ReachAsync(phase);
            Assert.Equal((503, 503, 200, 200), await ProbeAsync());
            using var json = await HealthAsync();
            Assert.Equal(status, json.RootElement.GetProperty("status").GetString());
            Assert.Equal(phase.ToString(), json.RootElement.GetProperty("phase").GetString());
            _server.Time.Advance(TimeSpan.FromSeconds(seconds));
        }
    }

    [Fact]
    public async Task A_loop_that_stands_still_is_not_alive_though_it_says_ready()
    {
        var time = new FakeTimeProvider();
        using var loop = new LifecycleLoop(ShutdownBudget.Default, _server.Calls, [], time, new EventLog<LifecycleLoop>());
        var report = new HealthReport(loop, _server.Calls, []);

        time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(report.IsAlive);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(report.IsAlive);

        // The moment it turns again, it is alive again.
        var running = loop.RunAsync(new CancellationToken(canceled: true));
        Assert.Equal(ExitCode.AllAnswered, await running.WaitAsync(TimeSpan.FromSeconds(20), Cancel));
        Assert.True(report.IsAlive);
    }

    [Fact]
    public async Task Contributors_write_into_health_and_cannot_harm_a_probe()
    {
        await _server.BecomeReadyAsync();
        _sections.Add(new Broken());

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(HealthPaths.Live)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(HealthPaths.Ready)).StatusCode);
        _sections.Clear();
        using var json = await HealthAsync();
        Assert.Equal(3, json.RootElement.GetProperty("workers").GetInt32());
    }

    [Theory]
    [InlineData(HealthPaths.Health)]
    [InlineData(HealthPaths.Ready)]
    [InlineData(HealthPaths.ReadyAlias)]
    [InlineData(HealthPaths.Live)]
    [InlineData(HealthPaths.LiveAlias)]
    [InlineData(HealthPaths.Startup)]
    public async Task GET_and_HEAD_answer_alike_and_are_never_cached(string path)
    {
        await _server.BecomeReadyAsync();
        using var get = await GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var head = await _client!.SendAsync(request, Cancel);
        using var post = await _client.PostAsync(new Uri(path, UriKind.Relative), null, Cancel);

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal("no-store", get.Headers.CacheControl?.ToString());
        Assert.Equal("no-store", head.Headers.CacheControl?.ToString());
        Assert.Equal("application/json", head.Content.Headers.ContentType?.MediaType);
        Assert.True(head.Content.Headers.ContentLength > 0);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal(StatusCodes.Status405MethodNotAllowed, (int)post.StatusCode);
    }

    private async Task<(int Health, int Ready, int Live, int Startup)> ProbeAsync()
    {
        var ready = await StatusAsync(HealthPaths.Ready);
        var live = await StatusAsync(HealthPaths.Live);
        Assert.Equal(ready, await StatusAsync(HealthPaths.ReadyAlias));
        Assert.Equal(live, await StatusAsync(HealthPaths.LiveAlias));
        return (await StatusAsync(HealthPaths.Health), ready, live, await StatusAsync(HealthPaths.Startup));
    }

    private async Task<int> StatusAsync(string path)
    {
        using var response = await GetAsync(path);
        return (int)response.StatusCode;
    }

    private async Task<JsonDocument> HealthAsync()
    {
        using var response = await GetAsync(HealthPaths.Health);
        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Cancel));
    }

    private Task<HttpResponseMessage> GetAsync(string path) => _client!.GetAsync(new Uri(path, UriKind.Relative), Cancel);

    private sealed class Workers(List<IHealthSection> more) : IHealthSection
    {
        public void Write(Utf8JsonWriter json)
        {
            json.WriteNumber("workers", 3);
            more.ForEach(section => section.Write(json));
        }
    }

    private sealed class Broken : IHealthSection
    {
        public void Write(Utf8JsonWriter json) => throw new InvalidOperationException("broken");
    }
}
