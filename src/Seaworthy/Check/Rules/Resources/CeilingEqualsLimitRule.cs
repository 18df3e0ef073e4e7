using System.Globalization;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Resources;

/// <summary>A ceiling of the process that is the container's limit.</summary>
internal sealed class CeilingEqualsLimitRule() : Rule("ceiling-equals-limit", Severity.Error, RuleGroup.Resources)
{
    public override string What => "A process has the container's memory limit as its own ceiling.";

    public override string Why => "The kernel counts everything in the container and is always there first: the process is killed (137) and never gets to act on its own ceiling.";

    public override string Fix => "A ceiling of at most three quarters of the limit.";

    public override string Bad => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            command: ["node", "--max-old-space-size=512", "server.js"]
            mem_limit: 512m
        """;

    public override string Good => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            command: ["node", "--max-old-space-size=384", "server.js"]
            mem_limit: 512m
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads)
        {
            if (workload.Memory is not { } limit)
                continue;
            foreach (var (bytes, place, what) in Ceilings(workload))
            {
                if (bytes == limit.Bytes)
                    yield return At(place, $"{what} is the whole of {limit.Setting} {limit.Text.Text} at {limit.Text.Place.Short}: the kernel kills first.", $"at most {limit.Bytes * 3 / 4 >> 20} MiB").With(limit.Text.Place, "the limit");
            }
        }
    }

    private static IEnumerable<(long Bytes, Place Place, string What)> Ceilings(Workload workload)
    {
        if (workload.Launch.Option("--max-old-space-size", "--max_old_space_size") is { } option && Megabytes(option.Text) is { } own)
            yield return (own, option.Place, "--max-old-space-size");
        var word = workload.Variable("NODE_OPTIONS") is { } options ? Array.Find(options.Text.Split(' '), part => part.Replace('_', '-').StartsWith("--max-old-space-size=", StringComparison.Ordinal)) : null;
        if (word is not null && Megabytes(word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..]) is { } set)
            yield return (set, workload.Variable("NODE_OPTIONS")!.Place, "--max-old-space-size");
        foreach (var name in (string[])["--max-memory", "--max-memory-restart"])
        {
            if (workload.Launch.Option(name) is { } memory && ByteSize.Compose(memory.Text) is { } bytes)
                yield return ((long)bytes, memory.Place, name);
        }
        if (workload.Variable("GOMEMLIMIT") is { } go && ByteSize.Compose(go.Text) is { } goal)
            yield return ((long)goal, go.Place, "GOMEMLIMIT");
    }

    private static long? Megabytes(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1 << 24 ? number << 20 : null;
}
