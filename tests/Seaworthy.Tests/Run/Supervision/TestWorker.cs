using Microsoft.Extensions.Logging.Abstractions;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Supervision;
using Seaworthy.Tests.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Supervision;

/// <summary>Workers without a process.</summary>
internal static class TestWorker
{
    private const string Legacy = """{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"test","version":"1"}}""";
    private const string Modern = """{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},"ttlMs":0,"cacheScope":"private"}""";

    /// <summary>One that nobody reads.</summary>
    public static Worker Create(int pid = 1, TimeProvider? time = null) =>
        Create(new WorkerPipe(Stream.Null, Stream.Null, 1 << 20, new RecordedEvents()), false, pid, time);

    /// <summary>One that has done its handshake.</summary>
    /// <param name="side">The worker's own side.</param>
    /// <param name="isModern">Whether it speaks 2026-07-28.</param>
    /// <param name="pid">Its process.</param>
    /// <param name="capabilities">What it declares.</param>
    public static async Task<StdioWorker> GetReadyAsync(FakeWorker side, bool isModern = false, int pid = 1, string capabilities = """{"tools":{}}""")
    {
        var worker = Create(side.Pipe, isModern, pid);
        var ready = worker.GetReadyAsync(TestContext.Current.CancellationToken);
        await side.AnswerAsync(await side.ReadAsync(), (isModern ? Modern : Legacy).Replace("""{"tools":{}}""", capabilities, StringComparison.Ordinal));
        await ready;
        if (!isModern)
            Assert.Equal("notifications/initialized", (string?)(await side.ReadAsync())["method"]);
        return worker;
    }

    private static StdioWorker Create(WorkerPipe pipe, bool isModern, int pid, TimeProvider? time = null) =>
        new(pid, pipe, new StdioPlan(isModern ? "2026-07-28" : "2025-11-25", 1 << 20, "1.0"), time ?? TimeProvider.System, NullLogger.Instance);
}
