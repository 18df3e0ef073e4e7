using Seaworthy.Check.Rules.Health;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Security;

/// <summary>A port below 1024 without the right to it.</summary>
internal sealed class PrivilegedPortRule() : Rule("privileged-port", Severity.Error, RuleGroup.Security)
{
    public override string What => "A server that is not root listens below port 1024.";

    public override string Why => "Docker lets it, and Kubernetes, containerd with older settings and systemd do not: permission denied at the start, in production only.";

    public override string Fix => "A port above 1023 inside; publish it as 80 outside.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM mcr.microsoft.com/dotnet/aspnet:10.0
        COPY . /app
        ENV ASPNETCORE_HTTP_PORTS=80
        USER $APP_UID
        ENTRYPOINT ["dotnet", "/app/Catalog.dll"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM mcr.microsoft.com/dotnet/aspnet:10.0
        COPY . /app
        ENV ASPNETCORE_HTTP_PORTS=8080
        USER $APP_UID
        ENTRYPOINT ["dotnet", "/app/Catalog.dll"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads)
        {
            if (Ports.ListenPort(workload) is not var (port, place, what) || port >= 1024 || !IsNonRoot(workload) || HasRight(workload))
                continue;
            yield return At(place, $"the server listens on {port} ({what}) and is not root.", $"port {port + 8000}").With(workload.Build?.User?.Place, "the user");
        }
    }

    private static bool IsNonRoot(Workload workload)
    {
        var user = workload.Container?.Security("runAsUser")?.Text ?? workload.Service?["user"]?.Text ?? workload.Unit?.Service("User")?.Value.Text
            ?? workload.Build?.User?.Text ?? workload.Facts?.User;
        return workload.Unit?.Service("DynamicUser") is not null || user is { Length: > 0 } && user.Split(':')[0] is not ("root" or "0");
    }

    private static bool HasRight(Workload workload) =>
        (workload.Service?["cap_add"] ?? workload.Container?.Map.Find("securityContext", "capabilities", "add"))?.Scalars.Any(item => item.Text.Contains("NET_BIND_SERVICE", StringComparison.Ordinal)) is true
        || workload.Unit?.Service("AmbientCapabilities")?.Value.Text.Contains("NET_BIND", StringComparison.Ordinal) is true
        || (workload.Service?["sysctls"] ?? workload.Container?.Pod.Find("securityContext", "sysctls"))?.Place.Text.Contains("ip_unprivileged_port_start", StringComparison.Ordinal) is true
        || workload.Build?.Runs.Any(run => run.Body.Text.Contains("setcap", StringComparison.Ordinal)) is true;
}
