using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Revisions;
using Seaworthy.Run.Supervision;
using Seaworthy.Tests.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Supervision;

/// <summary>Workers without a process.</summary>
internal static class TestWorker
{
    private const string Legacy = """{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"test","version":"1"}}""";
    private const string Modern = """{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},"ttlMs":0,"cacheScope":"private"}""";

    /// <summary>One that nobody reads.</summary>
    public static Worker Create(int pid = 1) => Create(new WorkerPipe(Stream.Null, Stream.Null, 1 << 20, new RecordedEvents()), false, pid);

    /// <summary>One that has done its handshake.</summary>
    public static Worker Create(WorkerPipe pipe, bool isModern, int pid = 1) =>
        new StdioWorker(pid, pipe, new StdioPlan(null, 1 << 20, "test"), TimeProvider.System, NullLogger.Instance) { Identity = new WorkerIdentity(isModern, Encoding.UTF8.GetBytes(isModern ? Modern : Legacy)) };
}
