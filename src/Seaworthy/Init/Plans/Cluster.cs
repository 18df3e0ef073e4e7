namespace Seaworthy.Init.Plans;

/// <summary>What only Kubernetes is told.</summary>
internal sealed record Cluster
{
    /// <summary>How many pods.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>How many at most, when an autoscaler decides; null for none.</summary>
    public int? MaxReplicas { get; init; }

    /// <summary>The public name, when an Ingress leads there.</summary>
    public string? IngressHost { get; init; }

    /// <summary>The public name, when a route of a Gateway leads there.</summary>
    public string? GatewayHost { get; init; }

    /// <summary>The Gateway, in the same namespace.</summary>
    public string GatewayName { get; init; } = "gateway";

    /// <summary>Whether only what is meant to may reach the pods.</summary>
    public bool HasNetworkPolicy { get; init; }
}
