using k8s;
using k8s.Models;

namespace Seaworthy.ContainerTests.Kubernetes;

/// <summary>The manifests: legal, of one mind, and what is promised.</summary>
public class ManifestTests
{
    private static readonly V1Deployment Deployment = Manifests.Single<V1Deployment>("deployment.yaml");

    private static V1PodSpec Pod => Deployment.Spec.Template.Spec;

    private static V1Container Server => Pod.Containers.Single();

    [Fact]
    public void Every_file_decodes_strictly()
    {
        Assert.Equal(["deployment.yaml", "poddisruptionbudget.yaml", "secret.example.yaml", "service.yaml"], Manifests.Names);
        Assert.All(Manifests.Names, name => Assert.Single(Manifests.Decode(Manifests.Text(name))));
    }

    [Theory]
    [InlineData("terminationGracePeriodSeconds: 35", "terminationGracePeriod: 35")]
    [InlineData("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: very")]
    [InlineData("memory: 512Mi", "memory: 512MB")]
    public void A_mistake_does_not_decode(string right, string wrong)
    {
        var text = Manifests.Text("deployment.yaml");
        Assert.Contains(right, text, StringComparison.Ordinal);

        Assert.ThrowsAny<Exception>(() => Manifests.Decode(text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public void Two_replicas_share_a_database_that_a_secret_names()
    {
        Assert.Equal(2, Deployment.Spec.Replicas);
        Assert.Equal("0", Deployment.Spec.Strategy.RollingUpdate.MaxUnavailable.Value);
        var reference = Server.Env.Single(variable => variable.Name == "DATABASE_URL").ValueFrom.SecretKeyRef;
        var secret = Manifests.Single<V1Secret>("secret.example.yaml");
        Assert.Equal(secret.Metadata.Name, reference.Name);
        Assert.Contains(reference.Key, secret.StringData.Keys);
        Assert.NotEqual(true, reference.Optional);
    }

    [Fact]
    public void The_grace_is_the_budget_and_5_s()
    {
        var budget = Server.Env.Single(variable => variable.Name == "SEAWORTHY_SHUTDOWN_TIMEOUT").Value;
        Assert.Equal("30s", budget);
        Assert.Equal(35, Pod.TerminationGracePeriodSeconds);
        Assert.Null(Server.Lifecycle);
    }

    [Fact]
    public void Each_probe_has_its_own_path_on_the_port_of_the_service()
    {
        var probes = new[] { Server.StartupProbe, Server.ReadinessProbe, Server.LivenessProbe };
        Assert.Equal(["/health/startup", "/health/ready", "/health/live"], probes.Select(probe => probe.HttpGet.Path));
        var port = Server.Ports.Single();
        Assert.Equal(3000, port.ContainerPort);
        Assert.All(probes, probe => Assert.Equal(port.Name, probe.HttpGet.Port.Value));
        Assert.Equal(port.Name, Manifests.Single<V1Service>("service.yaml").Spec.Ports.Single().TargetPort.Value);
        // Not ready for longer than readiness takes to notice.
        var delay = int.Parse(Server.Env.Single(variable => variable.Name == "SEAWORTHY_SHUTDOWN_DELAY").Value.TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(delay > Server.ReadinessProbe.PeriodSeconds * Server.ReadinessProbe.FailureThreshold);
    }

    [Fact]
    public void The_pod_is_restricted()
    {
        Assert.True(Pod.SecurityContext.RunAsNonRoot);
        Assert.Equal(1654, Pod.SecurityContext.RunAsUser);
        Assert.Equal("RuntimeDefault", Pod.SecurityContext.SeccompProfile.Type);
        Assert.False(Server.SecurityContext.AllowPrivilegeEscalation);
        Assert.True(Server.SecurityContext.ReadOnlyRootFilesystem);
        Assert.Equal(["ALL"], Server.SecurityContext.Capabilities.Drop);
        Assert.Null(Server.SecurityContext.Capabilities.Add);
        Assert.False(Pod.AutomountServiceAccountToken);
        Assert.False(Pod.EnableServiceLinks);
    }

    [Fact]
    public void Requests_limits_spread_and_disruption_are_set()
    {
        var (requests, limits) = (Server.Resources.Requests, Server.Resources.Limits);
        Assert.Equal(("250m", "128Mi"), (requests["cpu"].ToString(), requests["memory"].ToString()));
        Assert.Equal(("1", "512Mi"), (limits["cpu"].ToString(), limits["memory"].ToString()));
        Assert.Single(Pod.TopologySpreadConstraints);
        var disruption = Manifests.Single<V1PodDisruptionBudget>("poddisruptionbudget.yaml").Spec;
        Assert.Equal("1", disruption.MaxUnavailable.Value);
        var labels = Deployment.Spec.Template.Metadata.Labels;
        Assert.All(
            new[] { Deployment.Spec.Selector.MatchLabels, disruption.Selector.MatchLabels, Manifests.Single<V1Service>("service.yaml").Spec.Selector },
            selector => Assert.Equal(labels, selector));
    }

    [Fact]
    public void The_kustomization_holds_what_is_applied_and_not_the_example()
    {
        var lines = Manifests.Text("kustomization.yaml").Split('\n').Select(line => line.Trim()).ToList();
        foreach (var name in Manifests.Names)
            Assert.Equal(!name.Contains("example", StringComparison.Ordinal), lines.Contains($"- {name}"));
        Assert.Contains($"- name: {Server.Image.Split(':')[0]}", lines);
        Assert.Contains($"newTag: \"{Server.Image.Split(':')[1]}\"", lines);
    }
}
