using Seaworthy.Deployment;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Check.Rules.Health;

/// <summary>A probe at the endpoint of the protocol.</summary>
internal sealed class ProbeHitsMcpRule() : Rule("probe-hits-mcp", Severity.Error, RuleGroup.Health)
{
    public override string What => "A health check asks /mcp or /sse.";

    public override string Why => "A plain GET gets 405, 406 or 401 there, or a stream that never ends: the check fails, or hangs and leaves a session behind each time.";

    public override string Fix => "/health.";

    public override string Bad => """
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
              readinessProbe: { httpGet: { path: /mcp, port: 3000 } }
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
              readinessProbe: { httpGet: { path: /health/ready, port: 3000 } }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var (_, check) in CheckList.Of(model))
        {
            foreach (var (path, place) in check.Urls.Select(item => (item.Url.AbsolutePath, item.Word.Place)).Concat(check.Path is { } own ? [(own.Text.Split('?')[0], own.Place)] : Array.Empty<(string, Place)>()))
            {
                // A check that posts a real request, with the headers it takes, knows what it does.
                var posts = check.Commands.SelectMany(words => words).Any(word => word.Text is "-X" or "POST" or "-d" or "--data" or "--post-data" or "-XPOST" || word.Text.Contains("POST", StringComparison.Ordinal));
                if (!posts && path.TrimEnd('/').Split('/')[^1] is "mcp" or "sse")
                    yield return At(place, $"{check.Setting} asks {path}, which answers 405, 406 or 401, or with a stream that never ends.", "/health");
            }
        }
    }
}
