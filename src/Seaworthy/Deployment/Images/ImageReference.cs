namespace Seaworthy.Deployment.Images;

/// <summary>The name of an image, taken apart.</summary>
/// <param name="Repository">Without tag and digest, and without what Docker adds by itself (<c>docker.io/library/</c>).</param>
/// <param name="Tag">The tag; null when there is none.</param>
/// <param name="Digest">The digest; null when there is none.</param>
internal sealed record ImageReference(string Repository, string? Tag, string? Digest)
{
    /// <summary>Takes a name apart.</summary>
    public static ImageReference Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var digest = at < 0 ? null : text[(at + 1)..];
        var name = at < 0 ? text : text[..at];
        var colon = name.LastIndexOf(':');
        var hasTag = colon > name.LastIndexOf('/');
        var repository = hasTag ? name[..colon] : name;
        foreach (var implied in (string[])["docker.io/", "index.docker.io/", "library/"])
        {
            if (repository.StartsWith(implied, StringComparison.Ordinal))
                repository = repository[implied.Length..];
        }
        return new(repository, hasTag ? name[(colon + 1)..] : null, digest);
    }

    /// <summary>Whether it is a well-known database or cache, which ends and is asked in its own ways.</summary>
    public bool IsStore => Name is "postgres" or "postgresql" or "pgvector" or "mysql" or "mariadb" or "mongo" or "mongodb" or "redis" or "valkey"
        or "memcached" or "elasticsearch" or "opensearch" or "qdrant" or "weaviate" or "chroma" or "neo4j" or "minio" or "rabbitmq";

    /// <summary>The last part of the repository.</summary>
    public string Name => Repository[(Repository.LastIndexOf('/') + 1)..];
}
