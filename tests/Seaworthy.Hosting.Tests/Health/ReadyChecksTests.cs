using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Hosting.Tests.Health;

public class ReadyChecksTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_storm_of_probes_asks_no_check_again()
    {
        var asked = 0;
        await using var app = await StartAsync("ready", () =>
        {
            Interlocked.Increment(ref asked);
            return HealthCheckResult.Healthy();
        });
        await PhaseAsync(app, LifecyclePhase.Ready);
        using var client = app.GetTestClient();

        for (var i = 0; i < 200; i++)
            (await client.GetAsync(new Uri("/health", UriKind.Relative), Cancellation)).Dispose();

        Assert.Equal(1, Volatile.Read(ref asked));
    }

    [Fact]
    public async Task A_check_that_is_not_tagged_ready_is_shown_and_decides_nothing()
    {
        await using var app = await StartAsync("other", () => HealthCheckResult.Unhealthy("the cache is cold"));

        await PhaseAsync(app, LifecyclePhase.Ready);

        using var client = app.GetTestClient();
        JsonElement check;
        while (true)
        {
            // Readiness does not wait for it, so it may be shown a moment later.
            using var health = JsonDocument.Parse(await client.GetStringAsync(new Uri("/health", UriKind.Relative), Cancellation));
            if (health.RootElement.TryGetProperty("checks", out var checks) && checks.TryGetProperty("it", out var shown))
            {
                check = shown.Clone();
                break;
            }
        }
        Assert.Equal(("unhealthy", "the cache is cold"), (check.GetProperty("status").GetString(), check.GetProperty("description").GetString()));
    }

    [Fact]
    public async Task What_an_exception_says_is_not_shown()
    {
        await using var app = await StartAsync("ready", () => throw new InvalidOperationException("password=hunter2"));
        var lifecycle = app.Services.GetRequiredService<LifecycleLoop>();
        using var client = app.GetTestClient();
        string body;
        do
        {
            using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative), Cancellation);
            body = await answer.Content.ReadAsStringAsync(Cancellation);
        }
        while (!body.Contains("unhealthy", StringComparison.Ordinal));

        Assert.Equal(LifecyclePhase.Starting, lifecycle.Phase);
        Assert.DoesNotContain("hunter2", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_never_answers_is_a_failure_with_a_limit()
    {
        var time = new FakeTimeProvider();
        var never = new TaskCompletionSource<HealthCheckResult>();
        await using var app = await StartAsync("ready", _ => never.Task, time);
        var lifecycle = app.Services.GetRequiredService<LifecycleLoop>();

        while (lifecycle.Reason?.Contains("ignores its cancellation", StringComparison.Ordinal) != true)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
            Cancellation.ThrowIfCancellationRequested();
        }
        Assert.Equal(LifecyclePhase.Starting, lifecycle.Phase);
        never.SetResult(HealthCheckResult.Healthy());
    }

    [Fact]
    public async Task A_check_that_never_answers_and_is_not_tagged_ready_decides_nothing()
    {
        var never = new TaskCompletionSource<HealthCheckResult>();
        await using var app = await StartAsync("other", _ => never.Task, TimeProvider.System);

        await PhaseAsync(app, LifecyclePhase.Ready);

        never.SetResult(HealthCheckResult.Healthy());
    }

    [Fact]
    public async Task A_check_that_cannot_be_made_is_a_failure_and_no_fault()
    {
        var broken = true;
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.AddSeaworthy();
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration("it",
            _ => Volatile.Read(ref broken) ? throw new InvalidOperationException("password=hunter2") : new Well(), null, ["ready"]));
        await using var app = builder.Build();
        app.MapSeaworthy();
        await app.StartAsync(Cancellation);
        var lifecycle = app.Services.GetRequiredService<LifecycleLoop>();
        while (lifecycle.Reason?.Contains("could not run", StringComparison.Ordinal) != true)
        {
            Assert.False(lifecycle.SaysClose, lifecycle.Reason);
            await Task.Yield();
            Cancellation.ThrowIfCancellationRequested();
        }
        Assert.DoesNotContain("hunter2", lifecycle.Reason, StringComparison.Ordinal);

        Volatile.Write(ref broken, false);

        await PhaseAsync(app, LifecyclePhase.Ready);
    }

    private static Task<WebApplication> StartAsync(string tag, Func<HealthCheckResult> check) =>
        StartAsync(tag, _ => Task.FromResult(check()), TimeProvider.System);

    private static async Task<WebApplication> StartAsync(string tag, Func<CancellationToken, Task<HealthCheckResult>> check, TimeProvider time)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton(time);
        builder.AddSeaworthy();
        builder.Services.AddHealthChecks().AddAsyncCheck("it", check, [tag]);
        var app = builder.Build();
        app.MapSeaworthy();
        await app.StartAsync(Cancellation);
        return app;
    }

    private static async Task PhaseAsync(WebApplication app, LifecyclePhase phase)
    {
        var lifecycle = app.Services.GetRequiredService<LifecycleLoop>();
        while (lifecycle.Phase is var now && now != phase)
            await lifecycle.WhenNot(now).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    private sealed class Well : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(HealthCheckResult.Healthy());
    }
}
