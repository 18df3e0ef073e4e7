using Seaworthy.Init.Plans;
using Seaworthy.Init.Quoting;
using Block = Seaworthy.Init.Quoting.Text<Seaworthy.Init.Quoting.YamlQuoting>;

namespace Seaworthy.Init.Artefacts;

/// <summary>The files of k8s/ that lead clients to the server, or keep others away. Each is asked for by an option.</summary>
internal static class Exposure
{
    /// <summary>k8s/ingress.yaml.</summary>
    public static Block Ingress(DeploymentPlan plan, string host) => $"""
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: {plan.Name}
          labels:
            {ClusterText.Label(plan)}
          annotations:
            # An event stream may be quiet, and a call may take long: the default cuts both after 60 s.
            nginx.ingress.kubernetes.io/proxy-read-timeout: "3600"
            nginx.ingress.kubernetes.io/proxy-send-timeout: "3600"
            # Events when they happen, not when a buffer is full.
            nginx.ingress.kubernetes.io/proxy-buffering: "off"
            # 503 means that the call was not begun: another pod may take it. Not timeout: such a call may still be running.
            nginx.ingress.kubernetes.io/proxy-next-upstream: error http_503 non_idempotent
            {Block.When(plan.HasSessions, $"""
            # Sessions live in one pod, and this ingress goes past the Service's affinity: the same client, the same pod.
            nginx.ingress.kubernetes.io/upstream-hash-by: $binary_remote_addr
            """)}
        spec:
          ingressClassName: nginx
          tls:
            - hosts:
                - {host}
              secretName: {PlainName.Of(plan.Name + "-tls")}
          rules:
            - host: {host}
              http:
                paths:
                  # The endpoint alone: health is nobody else's business.
                  - path: {plan.Path}
                    pathType: Prefix
                    backend:
                      service:
                        name: {plan.Name}
                        port:
                          name: http
        """;

    /// <summary>k8s/httproute.yaml.</summary>
    public static Block Route(DeploymentPlan plan, string host) => $"""
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata:
          name: {plan.Name}
          labels:
            {ClusterText.Label(plan)}
        spec:
          parentRefs:
            - name: {plan.Cluster.GatewayName}
          hostnames:
            - {host}
          rules:
            # The endpoint alone: health is nobody else's business.
            - matches:
                - path:
                    type: PathPrefix
                    value: {plan.Path}
              timeouts:
                # None: an event stream may be quiet, and a call may take long.
                request: 0s
                backendRequest: 0s
              backendRefs:
                - name: {plan.Name}
                  port: 80
        """;

    /// <summary>k8s/networkpolicy.yaml.</summary>
    public static Block Policy(DeploymentPlan plan) => $"""
        {ClusterText.Head(plan, "networking.k8s.io/v1", "NetworkPolicy")}
        spec:
          podSelector:
            matchLabels:
              {ClusterText.Label(plan)}
          policyTypes:
            # What the server may reach is its own business; add Egress when you know it.
            - Ingress
          ingress:
            # From the pods of this cluster, the ingress controller among them, and to this port alone. Probes of the kubelet always pass.
            - from:
                - namespaceSelector:
                    matchExpressions:
                      - key: kubernetes.io/metadata.name
                        operator: Exists
              ports:
                - protocol: TCP
                  port: http
        """;

    /// <summary>k8s/horizontalpodautoscaler.yaml.</summary>
    public static Block Autoscaler(DeploymentPlan plan, int most) => $"""
        {ClusterText.Head(plan, "autoscaling/v2", "HorizontalPodAutoscaler")}
        spec:
          scaleTargetRef:
            apiVersion: apps/v1
            kind: Deployment
            name: {plan.Name}
          minReplicas: {plan.Cluster.Replicas}
          maxReplicas: {most}
          metrics:
            - type: Resource
              resource:
                name: cpu
                target:
                  type: Utilization
                  # Of what is requested, and there is four times as much to use: a new pod is there before that is gone.
                  averageUtilization: 150
          behavior:
            scaleDown:
              # One at a time: each drains, and its clients move.
              stabilizationWindowSeconds: 300
              policies:
                - type: Pods
                  value: 1
                  periodSeconds: 60
        """;
}
