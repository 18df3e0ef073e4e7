using Seaworthy.Deployment.Compose;
using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Projects;

namespace Seaworthy.Deployment.Workloads;

/// <summary>
/// Tells which Dockerfile or project an image comes from: a Compose service that builds the image of that name says so, or a project that
/// is published under it; otherwise the only Dockerfile there is, unless the name is that of somebody else's image.
/// </summary>
internal sealed class ImageNames
{
    private readonly Dictionary<string, (Dockerfile File, string? Target)> _built = new(StringComparer.Ordinal);
    private readonly List<Dockerfile> _all;
    private readonly IReadOnlyList<PublishedImage> _published;

    /// <summary>Looks at what Compose builds and what projects publish.</summary>
    public ImageNames(IReadOnlyList<ComposeProject> projects, IReadOnlyDictionary<string, Dockerfile> dockerfiles, IReadOnlyList<PublishedImage> published)
    {
        _all = [.. dockerfiles.Values];
        _published = published;
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
        if (Published(reference, isNamed: true) is { } project)
            return project;
        if (ImageTable.Find(reference) is not null || reference.Repository.Length == 0)
            return null;
        // Dockerfiles in folders of their own: services/catalog/Dockerfile makes …/catalog.
        var named = _all.Where(file => file.File.Folder.Split('/')[^1] == reference.Name).ToArray();
        if (named.Length == 1)
            return ImageWorkloads.Build(named[0], null);
        if (Published(reference, isNamed: false) is { } assembly)
            return assembly;
        // A project's own image has no well-known name: a public one of a single word is not built here.
        return _all.Count == 1 && !IsWellKnown(reference) ? ImageWorkloads.Build(_all[0], null) : null;
    }

    /// <summary>The image that a project is published as under a name; null when none is, or nobody can tell which.</summary>
    public ImageConfig? Published(string image) =>
        ImageReference.Parse(image) is var reference && Published(reference, isNamed: true) is { } named ? named : Published(reference, isNamed: false);

    private ImageConfig? Published(ImageReference reference, bool isNamed)
    {
        // A Dockerfile beside a project that does not name its image may as well be what makes it.
        PublishedImage[] meant = [.. _published.Where(item => item.IsNamed == isNamed && item.IsMeantBy(reference) && (isNamed || _all.TrueForAll(file => file.File.Folder != item.Image.File.Folder)))];
        if (meant.Length > 1)
            meant = Array.FindAll(meant, item => reference.Tag is { } tag && item.Tags?.Contains(tag, StringComparer.Ordinal) is true);
        return meant.Length == 1 ? meant[0].Image : null;
    }

    private static bool IsWellKnown(ImageReference reference) => reference.Name is "busybox" or "curl" or "envoy" or "redis" or "postgres" or "mysql" or "mongo"
        or "nginx" or "traefik" or "haproxy" or "prometheus" or "grafana" or "cloudflared" or "oauth2-proxy" or "postgresql" or "mariadb" or "rabbitmq" or "kubectl"
        or "git-sync" or "qdrant" or "chroma" or "weaviate" or "elasticsearch" or "neo4j" or "minio" or "vault" or "consul" or "memcached";
}
