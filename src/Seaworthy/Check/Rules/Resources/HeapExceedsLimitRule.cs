using System.Globalization;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Resources;

/// <summary>A heap that may grow past the container's limit.</summary>
internal sealed class HeapExceedsLimitRule() : Rule("heap-exceeds-limit", Severity.Error, RuleGroup.Resources)
{
    private const long Mebibyte = 1 << 20;

    // What Node takes by itself at limits of 256 MB and 512 MB alike, measured.
    private const long NodeDefault = 259 * Mebibyte;

    public override string What => "The heap may grow to more than three quarters of the container's memory limit.";

    public override string Why =>
        "A heap is not all: stacks, buffers and code come on top. The kernel kills the process (137) in the middle of its calls before the collector " +
        "sees any need. DOTNET_GCHeapHardLimit is hexadecimal: 400 means 1,024 bytes.";

    public override string Fix => "--max-old-space-size, or DOTNET_GCHeapHardLimitPercent, at most 75 % of the limit; or a larger limit.";

    public override string Bad => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            environment:
              NODE_OPTIONS: --max-old-space-size=1024
            deploy: { resources: { limits: { memory: 512M } } }
        """;

    public override string Good => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            environment:
              NODE_OPTIONS: --max-old-space-size=384
            deploy: { resources: { limits: { memory: 512M } } }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads)
        {
            if (workload.Memory is not { } limit)
                continue;
            foreach (var (bytes, place, what) in Heaps(workload))
            {
                // Equal to the limit is the affair of ceiling-equals-limit.
                if (bytes > limit.Bytes * 3 / 4 && bytes != limit.Bytes)
                {
                    yield return At(place, $"{what} lets the heap grow to {bytes / Mebibyte} MiB, and {limit.Setting} is {limit.Text.Text} at {limit.Text.Place.Short}.",
                        $"at most {limit.Bytes * 3 / 4 / Mebibyte} MiB").With(limit.Text.Place, "the limit");
                }
            }
            var isDefault = workload.Application.Runtime == Deployment.Sources.Runtime.Node && !Heaps(workload).Any() && workload.Launch.Find(LayerKind.Seaworthy) is null;
            if (isDefault && NodeDefault > limit.Bytes * 3 / 4)
                yield return At(limit.Text.Place, $"Node lets its heap grow to 259 MiB by itself, and {limit.Setting} is {limit.Text.Text}.", $"NODE_OPTIONS=--max-old-space-size={limit.Bytes * 3 / 4 / Mebibyte}");
        }
    }

    private static IEnumerable<(long Bytes, Place Place, string What)> Heaps(Workload workload)
    {
        if (workload.Variable("NODE_OPTIONS") is { } options && OldSpace(options.Text.Split(' ')) is { } set)
            yield return (set, options.Place, "NODE_OPTIONS");
        if (workload.Launch.Option("--max-old-space-size", "--max_old_space_size") is { } option && Number(option.Text) is { } megabytes)
            yield return (megabytes * Mebibyte, option.Place, "--max-old-space-size");
        if (workload.Variable("DOTNET_GCHeapHardLimit") is { } hard && long.TryParse(hard.Text.Replace("0x", "", StringComparison.OrdinalIgnoreCase), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bytes))
            yield return (bytes, hard.Place, "DOTNET_GCHeapHardLimit, which is hexadecimal,");
        if (workload is { Memory: { } limit } && workload.Variable("DOTNET_GCHeapHardLimitPercent") is { } percent
            && long.TryParse(percent.Text.Replace("0x", "", StringComparison.OrdinalIgnoreCase), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var share) && share is > 0 and < 1000)
        {
            yield return (limit.Bytes * share / 100, percent.Place, $"DOTNET_GCHeapHardLimitPercent {percent.Text}, hexadecimal for {share} %,");
        }
    }

    private static long? OldSpace(IEnumerable<string> words) => words
        .Where(word => word.Replace('_', '-').StartsWith("--max-old-space-size=", StringComparison.Ordinal))
        .Select(word => Number(word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..]) * Mebibyte).FirstOrDefault(bytes => bytes is not null);

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1 << 24 ? number : null;
}
