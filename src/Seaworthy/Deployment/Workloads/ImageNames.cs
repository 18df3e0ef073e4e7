using Seaworthy.Deployment.Compose;
using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Images;

namespace Seaworthy.Deployment.Workloads;

/// <summary>
/// Tells which Dockerfile an image in a manifest comes from: a Compose service that builds the image of that name says so;
/// otherwise the only Dockerfile there is, unless the name is that of somebody else's image.
/// </summary>
internal sealed class ImageNames
{
    private readonly Dictionary<string, (Dockerfile File, string? Target)> _built = new(StringComparer.Ordinal);
    private readonly List<Dockerfile> _all;

    /// <summary>Looks at what Compose builds.</summary>
    public ImageNames(IReadOnlyList<ComposeProject> projects, IReadOnlyDictionary<string, Dockerfile> dockerfiles)
    {
        _all = [.. dockerfiles.Values];
        foreach (var service in projects.SelectMany(project => project.Services))
        {
            if (service.BuildContext is not { } context || service["image"]?.Text is not { } image)
                continue;
            var path = FileSet.Join(FileSet.Join(service.Project.Folder, context), service["build"]?.Find("dockerfile")?.Text ?? "Dockerfile");
            if (dockerfiles.TryGetValue(path, out var file))
                _built[ImageReference.Parse(image).Repository] = (file, service["build"]?.Find("target")?.Text);
        }
    }

    /// <summary>The image that is built here under a name; null when it is somebody else's, or nobody can tell.</summary>
    public ImageConfig? Find(string image)
    {
        var reference = ImageReference.Parse(image);
        if (_built.TryGetValue(reference.Repository, out var built))
            return ImageWorkloads.Build(built.File, built.Target);
        if (ImageTable.Find(reference) is not null || reference.Repository.Length == 0)
            return null;
        // Dockerfiles in folders of their own: services/catalog/Dockerfile makes …/catalog.
        var named = _all.Where(file => file.File.Folder.Split('/')[^1] == reference.Name).ToArray();
        if (named.Length == 1)
            return ImageWorkloads.Build(named[0], null);
        // A project's own image has no well-known name: a public one of a single word is not built here.
        return _all.Count == 1 && !IsWellKnown(reference) ? ImageWorkloads.Build(_all[0], null) : null;
    }

    private static bool IsWellKnown(ImageReference reference) => reference.Name is "busybox" or "curl" or "envoy" or "redis" or "postgres" or "mysql" or "mongo"
        or "nginx" or "traefik" or "haproxy" or "prometheus" or "grafana" or "cloudflared" or "oauth2-proxy" or "postgresql" or "mariadb" or "rabbitmq" or "kubectl"
        or "git-sync" or "qdrant" or "chroma" or "weaviate" or "elasticsearch" or "neo4j" or "minio" or "vault" or "consul" or "memcached";
}
