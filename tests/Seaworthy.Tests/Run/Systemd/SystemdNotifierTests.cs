using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.Run.Systemd;

namespace Seaworthy.Tests.Run.Systemd;

/// <summary>A real lifecycle loop on a clock that the test moves, and a real datagram socket in systemd's place.</summary>
public sealed class SystemdNotifierTests : IAsyncDisposable
{
    private readonly string _address = $"@seaworthy-test-{Guid.NewGuid():N}";
    private readonly Socket _systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly FakeTimeProvider _time = new();
    private readonly InFlightCalls _calls = new();
    private readonly LifecycleLoop _loop;
    private readonly CancellationTokenSource _aborted = new();
    private Task? _running;
    private SystemdNotifier? _notifier;

    public SystemdNotifierTests()
    {
        _systemd.Bind(new UnixDomainSocketEndPoint("\0" + _address[1..]));
        _loop = new LifecycleLoop(ShutdownBudget.Default, _calls, [], _time, NullLogger<LifecycleLoop>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _aborted.CancelAsync();
        if (_notifier is not null)
            await _notifier.StopAsync(CancellationToken.None);
        if (_running is not null)
            await _running;
        _notifier?.Dispose();
        _loop.Dispose();
        _systemd.Dispose();
        _aborted.Dispose();
    }

    [Fact]
    public async Task It_says_ready_once_and_stopping_once_with_the_time_that_takes()
    {
        await StartAsync(watchdog: null);
        Assert.Equal("STATUS=Starting: waiting for the worker\nEXTEND_TIMEOUT_USEC=95000000", await ReceiveAsync());

        _loop.Post(LifecycleTrigger.BecameReady);
        Assert.Equal("STATUS=Ready\nREADY=1", await ReceiveAsync());
        _loop.Post(LifecycleTrigger.LostReady, "the worker ended: killed");
        Assert.Equal("STATUS=Not ready: the worker ended: killed", await ReceiveAsync());
        _loop.Post(LifecycleTrigger.BecameReady);
        Assert.Equal("STATUS=Ready", await ReceiveAsync());

        Assert.True(_calls.TryBegin(out var call));
        _loop.RequestDrain("SIGTERM");
        var stopping = await ReceiveAsync();
        Assert.StartsWith("STATUS=Stopping: ", stopping);
        // The budget and the margin that every platform must give, and no more.
        Assert.EndsWith("\nSTOPPING=1\nEXTEND_TIMEOUT_USEC=35000000", stopping);
        string line;
        do
        {
            // The next message waits for a timer that may not be set yet.
            while (_systemd.Available == 0)
            {
                _time.Advance(TimeSpan.FromMilliseconds(100));
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
            }
            line = await ReceiveAsync();
            Assert.DoesNotContain("STOPPING", line);
            Assert.DoesNotContain("EXTEND", line);
        }
        while (!line.StartsWith("STATUS=Stopping: 1 call in flight, at most 2", StringComparison.Ordinal));
        call.End(CallFate.Answered);
    }

    [Fact]
    public async Task The_watchdog_is_fed_only_while_the_loop_turns()
    {
        await StartAsync(watchdog: TimeSpan.FromSeconds(8), runLoop: false);
        Assert.StartsWith("STATUS=", await ReceiveAsync());
        Assert.Equal("WATCHDOG=1", await ReceiveAsync());

        // Twice within the ten seconds for which a heartbeat counts as fresh, then never: nobody runs the loop.
        for (var seconds = 4; seconds <= 40; seconds += 4)
        {
            _time.Advance(TimeSpan.FromSeconds(4));
            if (seconds <= 8)
                Assert.Equal("WATCHDOG=1", await ReceiveAsync());
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, _systemd.Available);
    }

    [Fact]
    public async Task Without_a_listener_it_says_so_once_and_goes_on()
    {
        var log = new RecordedLog<SystemdNotifier>();
        _systemd.Close();
        _notifier = new SystemdNotifier(new NotifyTarget(_address, TimeSpan.FromSeconds(2)), _loop, _calls, _time, log) { StartTimeout = TimeSpan.Zero };

        await _notifier.StartAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 5 || (!log.Events.Any() && i < 1_000); i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.False(_notifier.ExecuteTask!.IsFaulted);
        Assert.Equal([EventIds.SystemdNotReached], log.Events.Select(entry => entry.Id));
    }

    private Task StartAsync(TimeSpan? watchdog, bool runLoop = true)
    {
        if (runLoop)
            _running = _loop.RunAsync(_aborted.Token);
        _notifier = new SystemdNotifier(new NotifyTarget(_address, watchdog), _loop, _calls, _time, NullLogger<SystemdNotifier>.Instance)
        {
            StartTimeout = TimeSpan.FromSeconds(90),
        };
        return _notifier.StartAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string> ReceiveAsync()
    {
        var buffer = new byte[4096];
        var length = await _systemd.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
