using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Conformance;

/// <summary>The suite's verdict on <c>seaworthy run</c> in each revision that it knows. Made once for all tests of the class.</summary>
public sealed class SuiteRuns : IAsyncLifetime
{
    /// <summary>The scores by revision.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<Score>> Scores { get; private set; } = new Dictionary<string, IReadOnlyList<Score>>();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var runs = Revision.All.Select(row => row.Data).ToDictionary(revision => revision, RunAsync);
        await Task.WhenAll(runs.Values);
        Scores = runs.ToDictionary(run => run.Key, run => run.Value.Result);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<IReadOnlyList<Score>> RunAsync(string revision)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(Command(revision));
        return await Suite.RunAsync(server.Endpoint, revision);
    }

    /// <summary>A server that speaks old and new is used as an older one, unless it is told.</summary>
    private static RunCommand Command(string revision) => new(Binaries.ConformanceServer)
    {
        Options = Revision.IsStateless(revision) ? ["--isolation", "session", "--worker-revision", revision] : ["--isolation", "session"],
    };
}
