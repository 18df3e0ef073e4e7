using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Health;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Hosting.Tests.Lifecycle;

/// <summary>The lifecycle inside a real host with a real listener. Alone: the exception hook is the process's, and the host that starts last has it.</summary>
[Collection(nameof(SeaworthyLifetimeTests))]
[CollectionDefinition(nameof(SeaworthyLifetimeTests), DisableParallelization = true)]
public class SeaworthyLifetimeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_idle_host_ends_with_0_and_not_before_the_quiet_period()
    {
        await using var app = Build();
        var (loop, exit) = await StartAsync(app);
        var watch = Stopwatch.StartNew();

        loop.RequestDrain("SIGTERM");

        Assert.Equal(ExitCode.AllAnswered, await exit.WaitAsync(Patience, Cancel));
        TestContext.Current.SendDiagnosticMessage("idle stop: {0}", watch.Elapsed);
        Assert.True(watch.Elapsed >= QuietPeriod.Quiet - TimeSpan.FromMilliseconds(5), $"{watch.Elapsed}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_listener_stays_open_until_the_last_call_is_answered(bool stoppedByTheHost)
    {
        await using var app = Build();
        var (loop, exit) = await StartAsync(app);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Assert.True(app.Services.GetRequiredService<InFlightCalls>().TryBegin(out var call));

        if (stoppedByTheHost)
            app.Lifetime.StopApplication();
        else
            loop.RequestDrain("SIGTERM");
        await LifecycleHarness.WhenCancelledAsync(loop.Draining);

        using var health = await client.GetAsync(new Uri(HealthPaths.Health, UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains("draining", await health.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.False(exit.IsCompleted);
        call.End(CallFate.Answered);
        Assert.Equal(ExitCode.AllAnswered, await exit.WaitAsync(Patience, Cancel));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(HealthPaths.Health, UriKind.Relative), Cancel));
    }

    [Fact]
    public async Task A_stop_step_that_needs_the_loop_can_have_it_and_runs()
    {
        await using var app = Build(services => services.AddSingleton<IStopStep, NeedsTheLoop>());
        var (loop, exit) = await StartAsync(app);

        loop.RequestDrain("SIGTERM");

        Assert.Equal(ExitCode.AllAnswered, await exit.WaitAsync(Patience, Cancel));
        Assert.True(NeedsTheLoop.Ran);
    }

    [Fact]
    public async Task A_background_service_that_fails_drains_and_ends_with_1()
    {
        await using var app = Build(services => services.AddHostedService<FailsLater>());
        var (loop, exit) = await StartAsync(app);
        Assert.True(app.Services.GetRequiredService<InFlightCalls>().TryBegin(out var call));

        FailsLater.Now.SetResult();

        await LifecycleHarness.WhenCancelledAsync(loop.Draining);
        Assert.Equal("background service FailsLater failed: gone", loop.Reason);
        Assert.False(exit.IsCompleted);
        call.End(CallFate.Answered);
        Assert.Equal(ExitCode.CutOrFault, await exit.WaitAsync(Patience, Cancel));
    }

    [Fact]
    public async Task An_exception_on_a_thread_drains_and_ends_with_1()
    {
        await using var app = Build();
        var (loop, exit) = await StartAsync(app);

        new Thread(() => throw new InvalidOperationException("nobody catches this")).Start();

        Assert.Equal(ExitCode.CutOrFault, await exit.WaitAsync(Patience, Cancel));
        Assert.Contains(loop.Reason, (string[])["every call is answered", "unhandled InvalidOperationException: nobody catches this"]);
    }

    [Fact]
    public async Task A_signal_before_the_host_has_started_ends_it_with_0()
    {
        await using var app = Build(services => services.AddHostedService<NeverStarts>());
        var exit = app.RunToExitCodeAsync();
        await NeverStarts.Starting.Task.WaitAsync(Patience, Cancel);

        app.Services.GetRequiredService<LifecycleLoop>().RequestDrain("SIGTERM");

        Assert.Equal(ExitCode.AllAnswered, await exit.WaitAsync(Patience, Cancel));
    }

    [Fact]
    public async Task A_hosted_service_gets_little_time_after_the_drain()
    {
        await using var app = Build(services => services.AddHostedService<StopsWhenTold>());
        var (loop, exit) = await StartAsync(app);

        loop.RequestDrain("SIGTERM");

        Assert.Equal(ExitCode.AllAnswered, await exit.WaitAsync(Patience, Cancel));
    }

    [Fact]
    public async Task A_hosted_service_that_never_stops_is_ended_by_force()
    {
        var hangs = new NeverStops();
        await using var app = Build(
            services => services.AddSingleton<IHostedService>(hangs), new ShutdownBudget(TimeSpan.FromSeconds(1), TimeSpan.Zero, TimeSpan.Zero));
        var forced = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Services.GetRequiredService<SeaworthyLifetime>().ForceExit = code => forced.TrySetResult(code);
        var (loop, exit) = await StartAsync(app);

        loop.RequestDrain("SIGTERM");

        Assert.Equal(ExitCode.CutOrFault, await forced.Task.WaitAsync(Patience, Cancel));
        hangs.End.SetResult();
        await exit.WaitAsync(Patience, Cancel);
    }

    [Fact]
    public void A_budget_that_cannot_work_is_refused_with_every_reason()
    {
        var impossible = new ShutdownBudget(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(9));

        var exception = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddSeaworthyLifecycle(impossible));

        Assert.All(impossible.Validate(), mistake => Assert.Contains(mistake, exception.Message, StringComparison.Ordinal));
    }

    private static WebApplication Build(Action<IServiceCollection>? configure = null, ShutdownBudget? budget = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSeaworthyLifecycle(budget ?? ShutdownBudget.Default);
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapSeaworthyHealth();
        return app;
    }

    private static async Task<(LifecycleLoop Loop, Task<int> Exit)> StartAsync(WebApplication app)
    {
        var exit = app.RunToExitCodeAsync();
        await LifecycleHarness.WhenCancelledAsync(app.Lifetime.ApplicationStarted);
        var loop = app.Services.GetRequiredService<LifecycleLoop>();
        loop.Post(LifecycleTrigger.BecameReady);
        return (loop, exit);
    }

    private sealed class NeedsTheLoop(LifecycleLoop loop) : IStopStep
    {
        public static bool Ran { get; private set; }

        public string Name => "needs the loop";

        public Task StopAsync(CancellationToken atBudgetEnd)
        {
            Ran = loop.IsRefusing;
            return Task.CompletedTask;
        }
    }

    private sealed class FailsLater : BackgroundService
    {
        public static TaskCompletionSource Now { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Now.Task;
            throw new InvalidOperationException("gone");
        }
    }

    private sealed class NeverStarts : IHostedService
    {
        public static TaskCompletionSource Starting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Starting.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class StopsWhenTold : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) =>
            Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private sealed class NeverStops : IHostedService
    {
        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => End.Task;
    }
}
