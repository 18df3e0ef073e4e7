using Seaworthy.Hosting.Contract;
using Seaworthy.Init.Plans;
using Seaworthy.Init.Quoting;
using Block = Seaworthy.Init.Quoting.Text<Seaworthy.Init.Quoting.YamlQuoting>;

namespace Seaworthy.Init.Artefacts;

/// <summary>k8s/deployment.yaml.</summary>
internal static class DeploymentManifest
{
    /// <summary>The file.</summary>
    public static Block Write(DeploymentPlan plan) => $"""
        {ClusterText.Head(plan, "apps/v1", "Deployment")}
        spec:
          {Replicas(plan)}
          strategy:
            type: RollingUpdate
            rollingUpdate:
              # A new pod is ready before an old one goes.
              maxUnavailable: 0
              maxSurge: 1
          selector:
            matchLabels:
              {ClusterText.Label(plan)}
          template:
            metadata:
              labels:
                {ClusterText.Label(plan)}
            spec:
              # The budget of {Time(plan.Budget.Total)}, which begins with SIGTERM, and 5 s. There is no preStop hook, whose time would be added: the
              # server itself stays open for its shutdown delay, while the pod's address leaves the load balancers.
              terminationGracePeriodSeconds: {plan.GraceSeconds}
              # Service links would set variables such as {PlainName.Of(LinkVariable(plan))} for every service of the namespace.
              enableServiceLinks: false
              # It never talks to the API server.
              automountServiceAccountToken: false
              securityContext:
                runAsNonRoot: true
                runAsUser: {plan.Project.User}
                runAsGroup: {plan.Project.User}
                seccompProfile:
                  type: RuntimeDefault
              topologySpreadConstraints:
                - maxSkew: 1
                  topologyKey: kubernetes.io/hostname
                  whenUnsatisfiable: ScheduleAnyway
                  labelSelector:
                    matchLabels:
                      {ClusterText.Label(plan)}
              containers:
                - name: server
                  image: {plan.Image}
                  imagePullPolicy: IfNotPresent
                  ports:
                    - name: http
                      containerPort: {plan.Port}
                  env:
                    {Variables(plan)}
                  {Probes(plan)}
                  {Block.When(plan.Workers > 1, $"# For {plan.Workers} processes of the server; the memory for a spare, too.")}
                  resources:
                    requests:
                      cpu: {Cores(plan.Share.ReservedMillicores)}
                      memory: {Mebibytes(plan.Share.ReservedMebibytes)}
                    limits:
                      cpu: {Cores(plan.Share.Millicores)}
                      memory: {Mebibytes(plan.Share.MemoryMebibytes)}
                  securityContext:
                    allowPrivilegeEscalation: false
                    readOnlyRootFilesystem: true
                    capabilities:
                      drop:
                        - ALL
                  volumeMounts:
                    - name: tmp
                      mountPath: /tmp
                    {Block.When(HasOwnData(plan), $"""
                    - name: data
                      mountPath: {plan.DataFolder ?? ""}
                    """)}
              volumes:
                # The runtime's own files, and bodies too large for memory.
                - name: tmp
                  emptyDir:
                    sizeLimit: 64Mi
                {Block.When(HasOwnData(plan), $"""
                # It ends with the pod. What must last longer needs a PersistentVolumeClaim here, and one replica.
                - name: data
                  emptyDir:
                    sizeLimit: 1Gi
                """)}
        """;

    // With a database the data lies there, and a folder that can be written would only hide that it is not used.
    private static bool HasOwnData(DeploymentPlan plan) => plan.DataFolder is not null && plan.Database == DatabaseUse.None;

    private static Block Replicas(DeploymentPlan plan)
    {
        if (plan.Cluster.MaxReplicas is not null)
            return $"# No replicas here: the HorizontalPodAutoscaler counts them, and each apply would set them back.";
        return $"""
            {Block.When(plan.Cluster.Replicas > 1 && plan.DataFolder is not null && !HasOwnData(plan), $"# Several need one database: without it each would have its own data.")}
            {Block.When(plan.Cluster.Replicas > 1 && plan.HasSessions, $"# Sessions live in one pod; the Service's affinity leads a client back to it. A rollout ends them.")}
            {Block.When(plan.Cluster.Replicas == 1 && plan.HasSessions, $"# One: sessions live in its memory.")}
            replicas: {plan.Cluster.Replicas}
            """;
    }

    private static Block Variables(DeploymentPlan plan) => $"""
        {Block.When(plan.Project.Language == Language.DotNet, $"""
        - name: ASPNETCORE_ENVIRONMENT
          value: Production
        """)}
        {Block.When(plan.Database != DatabaseUse.None, $"""
        - name: DATABASE_URL
          valueFrom:
            secretKeyRef:
              name: {plan.Name}
              key: database-url
        """)}
        {Block.When(plan.DataFolder is not null, $"""
        {Block.When(!HasOwnData(plan), $"# Read-only here: with no database, or an empty DATABASE_URL, it fails instead of writing where nothing lasts.")}
        - name: DATA_DIR
          value: {plan.DataFolder ?? ""}
        """)}
        - name: SEAWORTHY_SHUTDOWN_TIMEOUT
          value: {Time(plan.Budget.Total)}
        # Not ready and still serving: longer than the two failed probes that others may need to notice.
        - name: SEAWORTHY_SHUTDOWN_DELAY
          value: {Time(plan.Budget.Delay)}
        """;

    private static Block Probes(DeploymentPlan plan) => $"""
        # Each probe asks its own question. {Block.When(plan.Database != DatabaseUse.None, $"Readiness falls with the database; liveness does not, because a restart of\n# every replica mends no database.")}{Block.When(plan.Database == DatabaseUse.None, $"Liveness does not follow readiness: a restart mends neither load nor a\n# dependency that is away.")} Kubernetes ignores the image's HEALTHCHECK.
        startupProbe:
          httpGet:
            path: {PlainName.Of(HealthPaths.Startup)}
            port: http
          periodSeconds: 2
          timeoutSeconds: 2
          failureThreshold: 30
        readinessProbe:
          httpGet:
            path: {PlainName.Of(HealthPaths.Ready)}
            port: http
          periodSeconds: {DeploymentPlan.ReadinessPeriod}
          timeoutSeconds: 2
          failureThreshold: {DeploymentPlan.ReadinessFailures}
        livenessProbe:
          httpGet:
            path: {PlainName.Of(HealthPaths.Live)}
            port: http
          periodSeconds: 10
          timeoutSeconds: 5
          failureThreshold: 3
        """;

    private static string LinkVariable(DeploymentPlan plan) => plan.Name.Replace('-', '_').ToUpperInvariant() + "_PORT";

    private static PlainName Time(TimeSpan time) => PlainName.Of(DurationText.Format(time));

    private static PlainName Mebibytes(int mebibytes) => PlainName.Of(FormattableString.Invariant($"{mebibytes}Mi"));

    private static string Cores(int millicores) => millicores % 1000 == 0 ? FormattableString.Invariant($"{millicores / 1000}") : FormattableString.Invariant($"{millicores}m");
}
