using Seaworthy.Init.Plans;
using Seaworthy.Init.Quoting;
using Block = Seaworthy.Init.Quoting.Text<Seaworthy.Init.Quoting.YamlQuoting>;

namespace Seaworthy.Init.Artefacts;

/// <summary>The small files of k8s/ that every server has.</summary>
internal static class ClusterManifests
{
    /// <summary>k8s/service.yaml.</summary>
    public static Block Service(DeploymentPlan plan) => $"""
        {ClusterText.Head(plan, "v1", "Service")}
        spec:
          {Block.When(!plan.HasSessions, $"# Calls need no session in one replica's memory, so that any replica answers any of them and no affinity is needed.")}
          {Block.When(plan.HasSessions, $"""
          # Sessions live in the memory of one pod: a client comes back to the pod that it began with.
          sessionAffinity: ClientIP
          sessionAffinityConfig:
            clientIP:
              # A day, like an idle session; the default is three hours.
              timeoutSeconds: 86400
          """)}
          selector:
            {ClusterText.Label(plan)}
          ports:
            - name: http
              port: 80
              targetPort: http
        """;

    /// <summary>k8s/poddisruptionbudget.yaml.</summary>
    public static Block Disruption(DeploymentPlan plan) => $"""
        {ClusterText.Head(plan, "policy/v1", "PodDisruptionBudget")}
        spec:
          # One may go at a time: node drains go on{Block.When(plan.Cluster.Replicas > 1, $", and the others serve")}.
          maxUnavailable: 1
          selector:
            matchLabels:
              {ClusterText.Label(plan)}
        """;

    /// <summary>k8s/secret.example.yaml.</summary>
    public static Block Secret(DeploymentPlan plan) => $"""
        # An example, and not part of the kustomization: the real one comes from your secret store, or from
        #   kubectl create secret generic {PlainName.Of(plan.Name)} --from-file=database-url=FILE
        apiVersion: v1
        kind: Secret
        metadata:
          name: {plan.Name}
        type: Opaque
        stringData:
          database-url: postgresql://{PostgresService.Account(plan)}:change-me@postgres.example.svc:5432/{PostgresService.Account(plan)}?sslmode=require
        """;

    /// <summary>k8s/kustomization.yaml.</summary>
    public static Block Kustomization(DeploymentPlan plan, IEnumerable<string> files) => $"""
        # kubectl apply --namespace NAMESPACE --kustomize k8s
        {Block.When(plan.Database != DatabaseUse.None, $"# The secret {PlainName.Of(plan.Name)} comes first: see secret.example.yaml. Without it the pods wait for it.")}
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources:
          {Block.Join(files.Select(file => (Block)$"- {PlainName.Of(file)}"))}
        images:
          # The one place that a deployment of another version changes.
          - name: {PlainName.Of(plan.ImageName)}
            newTag: {plan.ImageTag}
        """;
}
