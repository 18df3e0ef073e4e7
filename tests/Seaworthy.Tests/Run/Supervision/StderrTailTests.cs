using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.Run.Supervision;
using Seaworthy.Run.Supervision.Output;

namespace Seaworthy.Tests.Run.Supervision;

public class StderrTailTests
{
    private readonly Recorder _log = new();

    [Fact]
    public async Task A_flood_is_cut_with_a_count_and_its_last_lines_are_kept()
    {
        var tail = await ReadAsync(string.Concat(Enumerable.Range(1, 5000).Select(n => $"line {n}\n")));

        Assert.Equal(LineRate.Burst, _log.Entries.Count(entry => entry.Id == EventIds.WorkerStderr));
        var dropped = Assert.Single(_log.Entries, entry => entry.Id == EventIds.WorkerStderrDropped);
        Assert.Contains("4000 more lines", dropped.Message);
        Assert.Equal("line 5000", tail.Last[^1]);
    }

    [Fact]
    public async Task A_line_of_any_length_is_one_short_line()
    {
        await ReadAsync(new string('x', 1_000_000) + "\nnext\n");

        Assert.Equal(2, _log.Entries.Count);
        Assert.EndsWith("… (cut: the line has 1000000 bytes)", _log.Entries[0].Message);
        Assert.InRange(_log.Entries[0].Message.Length, 1000, 9000);
        Assert.EndsWith("next", _log.Entries[1].Message);
    }

    [Fact]
    public async Task Colours_are_left_out()
    {
        var tail = await ReadAsync("\e[31mError:\e[0m no database\n");

        Assert.EndsWith("stderr: Error: no database", Assert.Single(_log.Entries).Message);
        Assert.Equal(["Error: no database"], tail.Last);
    }

    private async Task<StderrTail> ReadAsync(string written)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(written));
        var tail = new StderrTail(stream, _log, new FakeTimeProvider()) { Pid = 7 };
        await tail.RunAsync();
        return tail;
    }

    private sealed class Recorder : ILogger
    {
        public List<(int Id, string Message)> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Add((eventId.Id, formatter(state, exception)));
    }
}
