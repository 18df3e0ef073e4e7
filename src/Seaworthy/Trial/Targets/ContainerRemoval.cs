using Seaworthy.Processes;

namespace Seaworthy.Trial.Targets;

/// <summary>The end of a container: by us, or by the watching process when we are killed.</summary>
internal sealed class ContainerRemoval(ContainerEngine engine, string container, DeathWatch watch)
{
    private readonly string[] _arguments = ["rm", "--force", "--volumes", container];

    /// <summary>From now on it is removed whatever becomes of us.</summary>
    public Task PromiseAsync() => watch.AddAsync([engine.Program, .. _arguments]);

    /// <summary>Removes it with its volumes, running or not.</summary>
    public async Task RunAsync()
    {
        try
        {
            _ = await engine.RunAsync(_arguments, CancellationToken.None);
        }
        catch (TrialException e) when (e.Message.Contains("No such container", StringComparison.OrdinalIgnoreCase))
        {
            // It was removed before, by us or by somebody else, or never made.
        }
        await watch.RemoveAsync([engine.Program, .. _arguments]);
    }
}
