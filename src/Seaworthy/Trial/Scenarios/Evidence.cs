using Seaworthy.Hosting.Contract;
using Seaworthy.Trial.Mcp;
using Seaworthy.Trial.Targets;

namespace Seaworthy.Trial.Scenarios;

/// <summary>Collects what a scenario sees, and makes the outcome of it.</summary>
internal sealed class Evidence(Server server)
{
    private readonly List<Fault> _faults = [];
    private readonly List<KeyValuePair<string, string>> _facts = [];
    private readonly List<CallRecord> _calls = [];
    private long _zero = server.StartedAt;

    /// <summary>Times are counted from here.</summary>
    public void CountFrom(long timestamp) => _zero = timestamp;

    /// <summary>Notes something measured.</summary>
    public void Fact(string name, string value) => _facts.Add(new(name, value));

    /// <summary>Notes a time.</summary>
    public void Fact(string name, TimeSpan value) => Fact(name, Elapsed.Text(value));

    /// <summary>Notes calls.</summary>
    public void Add(params IEnumerable<CallRecord> calls) => _calls.AddRange(calls);

    /// <summary>Notes a broken promise.</summary>
    public void Fault(string seen, string remedy) => _faults.Add(new Fault(seen, remedy));

    /// <summary>Notes a broken promise unless the condition holds.</summary>
    public void Expect(bool condition, string seen, string remedy)
    {
        if (!condition)
            Fault(seen, remedy);
    }

    /// <summary>A stop must end with exit 0 in time.</summary>
    /// <param name="exit">The exit; null when there was none in time.</param>
    /// <param name="signal">The name of the signal.</param>
    /// <param name="limit">The time that it had.</param>
    public void ExpectCleanExit(ServerExit? exit, string signal, TimeSpan limit)
    {
        if (exit is null)
        {
            Fault($"still running {DurationText.Format(limit)} after {signal}",
                $"Handle {signal}: stop taking work, finish what is in flight, end what is idle, then exit. A platform kills with SIGKILL what does not.");
            return;
        }
        var took = server.Time.GetElapsedTime(_zero, exit.At);
        Fact("exit", exit.Description);
        Fact("exit after", took);
        if (exit.Code is null or 0)
            return;
        Fault($"{exit.Description}, {Elapsed.Text(took)} after {signal}", exit.Code > 128
            ? $"Handle {signal} and exit 0 after a clean stop. Behind a shell, start the server with exec so that the signal reaches it."
            : "Exit 0 after a clean stop: a platform takes any other code for a crash.");
    }

    /// <summary>The outcome.</summary>
    /// <param name="passed">What was seen when nothing was wrong.</param>
    public Outcome Conclude(string passed) => new(_faults.Count == 0 ? Verdict.Passed : Verdict.Failed, _faults.Count == 0 ? passed : _faults[0].Seen)
    {
        Faults = _faults,
        Facts = _facts,
        Calls = [.. _calls.OrderBy(call => call.SentAt)],
        Zero = _zero,
        LastLines = _faults.Count == 0 ? "" : server.Process.LastLines,
    };
}
