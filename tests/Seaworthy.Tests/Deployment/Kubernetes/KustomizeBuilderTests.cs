using Seaworthy.Check;
using Seaworthy.Deployment;

namespace Seaworthy.Tests.Deployment.Kubernetes;

public class KustomizeBuilderTests
{
    private const string Base = """
        ==> base/kustomization.yaml <==
        resources: [deployment.yaml]
        ==> base/deployment.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          replicas: 1
          template:
            spec:
              containers:
                - { name: catalog, image: "catalog:1" }
        ==> overlay/kustomization.yaml <==
        resources: [../base]
        images: [{ name: catalog, newTag: "2" }]
        replicas: [{ name: catalog, count: 3 }]
        configMapGenerator: [{ name: settings }]
        patches:
          - path: patch.yaml
          - target: { kind: Deployment }
            patch: |-
              - op: add
                path: /spec/template/spec/terminationGracePeriodSeconds
                value: 35
        ==> overlay/patch.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          template:
            spec:
              containers:
                - name: catalog
                  resources: { limits: { memory: 512Mi } }

        """;

    [Fact]
    public void An_overlay_is_built_with_its_patches_and_the_base_alone_is_not()
    {
        var set = Assert.Single(DeploymentModel.Read(ExampleFiles.ReadSet(Base)).Manifests);
        var deployment = Assert.Single(set.Objects);
        var container = deployment.PodSpec!["containers"]!.Items[0];

        Assert.Equal(("catalog:2", "512Mi", "3", "35"),
            (container.Find("image")!.Text, container.Find("resources", "limits", "memory")!.Text, deployment.Spec!["replicas"]!.Text, deployment.PodSpec["terminationGracePeriodSeconds"]!.Text));
        Assert.Equal(["settings"], set.Generated);
        Assert.Equal("overlay/patch.yaml", container.Find("resources", "limits", "memory")!.Place.File.Path);
    }

    [Fact]
    public void A_component_changes_what_it_is_put_over_and_a_target_keeps_its_name()
    {
        var files = Base.Replace("resources: [../base]", "resources: [../base]\ncomponents: [../component]", StringComparison.Ordinal) + """
            ==> component/kustomization.yaml <==
            kind: Component
            patches:
              - target: { kind: Deployment }
                patch: |-
                  apiVersion: apps/v1
                  kind: Deployment
                  metadata: { name: any, labels: { tier: tools } }
                  spec: { minReadySeconds: 7 }
            """;

        var deployment = Assert.Single(Assert.Single(DeploymentModel.Read(ExampleFiles.ReadSet(files)).Manifests).Objects);

        Assert.Equal(("catalog", "tools", "7", "3"), (deployment.Name.Text, deployment.Map.Find("metadata", "labels", "tier")!.Text,
            deployment.Spec!["minReadySeconds"]!.Text, deployment.Spec["replicas"]!.Text));
    }

    [Fact]
    public void A_circle_is_a_fault()
    {
        var model = DeploymentModel.Read(ExampleFiles.ReadSet("==> a/kustomization.yaml <==\nresources: [../b]\n==> b/kustomization.yaml <==\nresources: [../a]\n"));

        Assert.Contains(model.Faults, fault => fault.Text.Contains("builds on itself", StringComparison.Ordinal));
    }
}
