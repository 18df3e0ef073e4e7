namespace Seaworthy.Init.Plans;

/// <summary>What somebody said, on the command line or when asked. Null: nothing was said, and it is found out or a default holds.</summary>
internal sealed record Answers
{
    public Language? Language { get; init; }

    public string? Entry { get; init; }

    /// <summary>What follows the entry on its command line.</summary>
    public IReadOnlyList<string>? Arguments { get; init; }

    public Transport? Transport { get; init; }

    /// <summary>The port at the network.</summary>
    public int? Port { get; init; }

    /// <summary>The port of a server that speaks HTTP itself.</summary>
    public int? UpstreamPort { get; init; }

    public string? Path { get; init; }

    public string? Name { get; init; }

    public string? Version { get; init; }

    public string? Image { get; init; }

    public string? BuildImage { get; init; }

    public string? BaseImage { get; init; }

    public string? SeaworthyImage { get; init; }

    public int? Replicas { get; init; }

    public int? MaxReplicas { get; init; }

    public int? Workers { get; init; }

    public DatabaseUse? Database { get; init; }

    public string? Postgres { get; init; }

    public string? Dockerfile { get; init; }

    public string? DataFolder { get; init; }

    public TimeSpan? ShutdownTimeout { get; init; }

    public TimeSpan? ShutdownDelay { get; init; }

    public long? Memory { get; init; }

    public Target? Targets { get; init; }

    public string? IngressHost { get; init; }

    public string? GatewayHost { get; init; }

    public string? GatewayName { get; init; }

    public bool NetworkPolicy { get; init; }

    /// <summary>Whether a .NET server becomes one native program.</summary>
    public bool Native { get; init; }
}
