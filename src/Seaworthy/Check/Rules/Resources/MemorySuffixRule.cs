using Seaworthy.Deployment;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Resources;

/// <summary>Thousandths of a byte.</summary>
internal sealed class MemorySuffixRule() : Rule("memory-suffix", Severity.Warning, RuleGroup.Resources)
{
    public override string What => "A memory quantity in Kubernetes ends with m, which means a thousandth of a byte.";

    public override string Why => "512m is half a byte, and every parser takes it: the container cannot start, or a request counts for nothing. The same goes for a number without a unit.";

    public override string Fix => "512Mi.";

    public override string Bad => """
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
              resources: { limits: { memory: 512m } }
        """;

    public override string Good => """
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
              resources: { limits: { memory: 512Mi } }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var memory in model.On(Platform.Kubernetes).SelectMany(Memories))
        {
            if (ByteSize.Kubernetes(memory.Text) is not { } bytes || bytes >= 1 << 20)
                continue;
            var digits = new string([.. memory.Text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]);
            var finding = At(memory.Place, $"{memory.Text} is {(bytes < 1 ? "less than a byte" : $"{(long)bytes} bytes")}.", $"{digits}Mi");
            yield return memory.Text.EndsWith('m') && memory.Place.Text == memory.Text ? finding.WithEdits(new Edit(memory.Place, digits + "Mi")) : finding;
        }
    }

    private static IEnumerable<Located> Memories(Workload workload) => ((string[])["requests", "limits"])
        .Select(name => workload.Container!.Map.Find("resources", name, "memory")?.Located).OfType<Located>();
}
