using System.Globalization;
using System.Text.RegularExpressions;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Nginx;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>A proxy that cuts streams, or holds them back.</summary>
internal sealed partial class ProxyIdleTimeoutRule() : Rule("proxy-idle-timeout", Severity.Error, RuleGroup.Rollout)
{
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(5);

    public override string What => "nginx in front of an MCP endpoint keeps its 60 s timeout or its buffering.";

    public override string Why => "An event stream that is quiet for 60 s is cut, and a call that takes longer fails with 504. With buffering, progress and answers arrive together at the end, or not at all.";

    public override string Fix => "proxy_read_timeout 3600s; proxy_buffering off; for the MCP location. ALB: idle_timeout.timeout_seconds=3600.";

    public override string Bad => """
        ==> nginx.conf <==
        server {
          location /mcp {
            proxy_pass http://catalog:3000;
          }
        }
        """;

    public override string Good => """
        ==> nginx.conf <==
        server {
          location /mcp {
            proxy_pass http://catalog:3000;
            proxy_read_timeout 3600s;
            proxy_buffering off;
          }
        }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var (item, around) in model.Nginx.SelectMany(items => NginxDirective.Walk(items)))
        {
            if (item.Name != "location" || item.Find("proxy_pass") is null || !IsMcp(item.Words))
                continue;
            var scopes = around.Reverse().Prepend(item).ToArray();
            var timeout = scopes.Select(scope => scope.Find("proxy_read_timeout")).FirstOrDefault(found => found is not null);
            if (timeout is null || Read(timeout.Argument?.Text) is { } value && value < Least)
                yield return At(timeout?.Place ?? item.Place, $"proxy_read_timeout is {timeout?.Argument?.Text ?? "60s (default)"}: a quiet stream is cut after it.", "proxy_read_timeout 3600s;").With(timeout is null ? null : item.Place, "the MCP location");
            if (scopes.All(scope => scope.Find("proxy_buffering")?.Argument?.Text != "off"))
                yield return At(item.Place, "proxy_buffering is on: events arrive when a buffer is full.", "proxy_buffering off;");
        }
        foreach (var ingress in model.Manifests.SelectMany(set => set.Of("Ingress")))
        {
            var annotations = ingress.Map.Find("metadata", "annotations")?.Map;
            if (annotations?["alb.ingress.kubernetes.io/load-balancer-attributes"]?.Located is { } alb && Idle().Match(alb.Text) is { Success: true } idle
                && int.Parse(idle.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) < Least.TotalSeconds)
            {
                yield return At(alb.Place, $"the balancer cuts a stream that is quiet for {idle.Groups[1].Value} s.", "idle_timeout.timeout_seconds=3600");
            }
            if (IsNginx(ingress) && Paths(ingress).Any(path => path.Contains("mcp", StringComparison.OrdinalIgnoreCase) || path.Contains("sse", StringComparison.OrdinalIgnoreCase))
                && annotations?["nginx.ingress.kubernetes.io/proxy-read-timeout"] is null)
            {
                yield return At(ingress.Name.Place, $"the ingress {ingress.Name.Text} keeps nginx's read timeout of 60 s.", "nginx.ingress.kubernetes.io/proxy-read-timeout: \"3600\"");
            }
        }
    }

    private static bool IsMcp(IEnumerable<Located> words) => words.Skip(1).Any(word => Endpoint().IsMatch(word.Text));

    private static bool IsNginx(Deployment.Kubernetes.Manifest ingress) => ingress.Spec?["ingressClassName"]?.Text?.Contains("nginx", StringComparison.Ordinal) is true
        || ingress.Map.Find("metadata", "annotations")?.Map?.Entries.Any(entry => entry.Name.StartsWith("nginx.ingress.", StringComparison.Ordinal)) is true;

    private static IEnumerable<string> Paths(Deployment.Kubernetes.Manifest ingress) =>
        (ingress.Spec?["rules"]?.Items ?? []).SelectMany(rule => rule.Find("http", "paths")?.Items ?? []).Select(path => path.Find("path")?.Text).OfType<string>();

    private static TimeSpan? Read(string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
        : Deployment.Systemd.SystemdSpan.TryParse(text, out var span) ? span : null;

    [GeneratedRegex("(?:^|[/~^= ])(?:mcp|sse)(?:$|[/$?)| ])", RegexOptions.IgnoreCase)]
    private static partial Regex Endpoint();

    [GeneratedRegex(@"idle_timeout\.timeout_seconds=([0-9]{1,6})")]
    private static partial Regex Idle();
}
