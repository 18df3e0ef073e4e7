using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Security;

/// <summary>runAsNonRoot over a user with a name.</summary>
internal sealed class NamedUserRule() : Rule("named-user", Severity.Warning, RuleGroup.Security)
{
    public override string What => "runAsNonRoot is set, and the image's USER is a name.";

    public override string Why => "The kubelet cannot look the name up in the image, so it cannot tell whether it is root: CreateContainerConfigError, the container never starts.";

    public override string Fix => "USER with a number, or runAsUser.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        USER node
        CMD ["node", "/app/server.js"]
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          securityContext: { runAsNonRoot: true }
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        USER 1000
        CMD ["node", "/app/server.js"]
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          securityContext: { runAsNonRoot: true }
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model) =>
        from workload in model.On(Platform.Kubernetes)
        let required = workload.Container!.Security("runAsNonRoot")
        where required is { IsTrue: true } && workload.Container!.Security("runAsUser") is null
        let image = workload.Build
        let user = image?.User
        where user is { Text.Length: > 0 } && !user.Text.Split(':')[0].All(char.IsAsciiDigit)
        select At(user.Place, $"{image.UserSetting} {user.Text} is a name, and runAsNonRoot at {required.Place.Short} needs a number.", user.Text switch { "node" => "USER 1000", "app" when image.IsPublished => "ContainerUser 1654", _ => $"{image.UserSetting} with its number" }).With(required.Place, "runAsNonRoot");
}
