using Seaworthy.Deployment.Compose;
using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Kubernetes;
using Seaworthy.Deployment.Nginx;
using Seaworthy.Deployment.Projects;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Systemd;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Deployment;

/// <summary>Everything that some files say about a deployment, joined.</summary>
internal sealed class DeploymentModel
{
    private readonly List<Located> _faults;

    private DeploymentModel(FileSet files)
    {
        Files = files;
        _faults = [.. files.Faults];
        Dockerfiles = files.Of(FileKind.Dockerfile).ToDictionary(file => file.Path, DockerfileParser.Parse, StringComparer.Ordinal);
        _faults.AddRange(Dockerfiles.Values.SelectMany(file => file.Faults));
        Published = new PublishedImages(files, _faults).Read();
        Compose = new ComposeReader(files, _faults).Read();
        Manifests = new ManifestReader(files, _faults).Read();
        Units = [.. files.Of(FileKind.Unit).Where(file => file.Name.EndsWith(".service", StringComparison.Ordinal)).Select(file =>
            new UnitFile(file, files.Of(FileKind.Unit).Where(dropIn => dropIn.Path.StartsWith(file.Path + ".d/", StringComparison.Ordinal)).OrderBy(dropIn => dropIn.Path, StringComparer.Ordinal)))];
        _faults.AddRange(Units.SelectMany(unit => unit.Faults));
        Nginx = [.. files.Of(FileKind.Nginx).Select(NginxReader.Read)];
        Workloads = [.. Join()];
    }

    /// <summary>The files.</summary>
    public FileSet Files { get; }

    /// <summary>The Dockerfiles, by path.</summary>
    public IReadOnlyDictionary<string, Dockerfile> Dockerfiles { get; }

    /// <summary>The images that projects are published as, without a Dockerfile.</summary>
    public IReadOnlyList<PublishedImage> Published { get; }

    /// <summary>The Compose projects.</summary>
    public IReadOnlyList<ComposeProject> Compose { get; }

    /// <summary>The objects of Kubernetes, by what is applied together.</summary>
    public IReadOnlyList<ManifestSet> Manifests { get; }

    /// <summary>The units of systemd.</summary>
    public IReadOnlyList<UnitFile> Units { get; }

    /// <summary>The configurations of nginx.</summary>
    public IReadOnlyList<IReadOnlyList<NginxDirective>> Nginx { get; }

    /// <summary>Every server on every platform.</summary>
    public IReadOnlyList<Workload> Workloads { get; }

    /// <summary>What cannot be read, each with its place.</summary>
    public IReadOnlyList<Located> Faults => _faults;

    /// <summary>Reads files.</summary>
    public static DeploymentModel Read(FileSet files) => new(files);

    /// <summary>The workloads of a platform.</summary>
    public IEnumerable<Workload> On(Platform platform) => Workloads.Where(workload => workload.Platform == platform);

    private IEnumerable<Workload> Join()
    {
        var applications = new ApplicationFinder(Files);
        var drains = new DrainReader(Files);
        var images = new ImageWorkloads(Files, applications, drains);
        var names = new ImageNames(Compose, Dockerfiles, Published);
        var compose = new ComposeWorkloads(Files, Dockerfiles, names, applications, drains);
        var kubernetes = new KubernetesWorkloads(Files, names, images, applications, drains);
        var systemd = new SystemdWorkloads(Files, applications, drains);
        foreach (var image in Dockerfiles.Values.Select(file => ImageWorkloads.Build(file, null)).Concat(Published.Select(item => item.Image)))
        {
            if (image is not null)
                yield return images.Create(image);
        }
        foreach (var service in Compose.SelectMany(project => project.Services))
            yield return compose.Create(service);
        foreach (var container in Manifests.SelectMany(PodContainer.Of))
            yield return kubernetes.Create(container);
        foreach (var workload in Units.Select(systemd.Create))
        {
            if (workload is not null)
                yield return workload;
        }
    }
}
