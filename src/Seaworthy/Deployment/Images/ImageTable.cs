using System.Globalization;

namespace Seaworthy.Deployment.Images;

/// <summary>
/// What is known of base images, each with its source. An image that is not in here is unknown, and rules say "cannot tell".
/// </summary>
internal static class ImageTable
{
    private const string Root = "root";

    private static readonly Dictionary<string, string> AppUser = new(StringComparer.Ordinal) { ["APP_UID"] = "1654" };

    private static readonly string[] None = [];
    private static readonly string[] Bash = ["bash"];
    private static readonly string[] Wget = ["wget"];
    private static readonly string[] Everything = ["bash", "curl", "wget"];
    private static readonly string[] CurlAndBash = ["bash", "curl"];
    private static readonly string[] NodeEntry = ["docker-entrypoint.sh"];

    /// <summary>The facts about an image; null when it is unknown.</summary>
    public static ImageFacts? Find(ImageReference image)
    {
        var tag = image.Tag ?? "";
        return image.Repository switch
        {
            "scratch" => new(ShellKind.None, None, Root, "the empty image"),
            "alpine" => Busybox("gliderlabs/docker-alpine: busybox is its only shell and its wget"),
            "busybox" => Busybox("docker-library/busybox"),
            "debian" => Debian("debuerreotype/docker-debian-artifacts: no curl, no wget; sh is dash", Bash),
            "ubuntu" => Debian("canonical ubuntu base: no curl, no wget; sh is dash", Bash),
            "buildpack-deps" => tag.EndsWith("-curl", StringComparison.Ordinal) || !tag.Contains("alpine", StringComparison.Ordinal)
                ? Debian("docker-library/buildpack-deps: curl, wget", Everything) : null,
            "node" => Language(tag, "nodejs/docker-node: buildpack-deps unless slim or alpine", Everything) is { } node
                ? node with { Entrypoint = NodeEntry } : null,
            "oven/bun" => Language(tag + "-slim", "oven-sh/bun dockerhub: debian slim or alpine", Bash) is { } bun
                ? tag.Contains("distroless", StringComparison.Ordinal) ? null : bun with { Entrypoint = null } : null,
            "python" => Language(tag, "docker-library/python: buildpack-deps unless slim or alpine", Everything),
            "ruby" or "rust" or "perl" => Language(tag, $"docker-library/{image.Repository}: buildpack-deps unless slim or alpine", Everything),
            "golang" => Language(tag, "docker-library/golang: buildpack-deps:scm unless alpine", Everything),
            "nginx" => Nginx(tag),
            "nginxinc/nginx-unprivileged" => Nginx(tag) with { User = "101", Port = 8080 },
            "redis" or "valkey/valkey" => Server(tag, "docker-library/redis", 6379) with { Entrypoint = NodeEntry },
            "postgres" => Server(tag, "docker-library/postgres", 5432) with { Entrypoint = NodeEntry, StopSignal = "SIGINT" },
            "ghcr.io/astral-sh/uv" => Uv(tag),
            "amazonlinux" or "public.ecr.aws/amazonlinux/amazonlinux" =>
                new(ShellKind.Bash, CurlAndBash, Root, "amazonlinux/container-images: bash, curl-minimal"),
            _ when image.Repository.StartsWith("mcr.microsoft.com/dotnet/", StringComparison.Ordinal) => DotNet(image.Name, tag),
            _ when image.Repository.StartsWith("gcr.io/distroless/", StringComparison.Ordinal) => Distroless(image.Name, tag),
            "cgr.dev/chainguard/static" => new(ShellKind.None, None, "65532", "chainguard-images/images static"),
            _ => null,
        };
    }

    private static ImageFacts Busybox(string source) => new(ShellKind.Busybox, Wget, Root, source);

    private static ImageFacts Debian(string source, string[] tools) => new(ShellKind.Dash, tools, Root, source);

    /// <summary>The scheme of the official language images: Debian, <c>-slim</c>, <c>-alpine</c>; Windows and others are unknown.</summary>
    private static ImageFacts? Language(string tag, string source, string[] full) =>
        tag.Contains("alpine", StringComparison.Ordinal) ? Busybox(source)
        : tag.Contains("windows", StringComparison.Ordinal) || tag.Contains("nanoserver", StringComparison.Ordinal) ? null
        : Debian(source, tag.Contains("slim", StringComparison.Ordinal) ? Bash : full);

    private static ImageFacts Server(string tag, string source, int port) =>
        (tag.Contains("alpine", StringComparison.Ordinal) ? Busybox(source) : Debian(source, Bash)) with { Port = port };

    private static ImageFacts Nginx(string tag) => new ImageFacts(
        tag.Contains("alpine", StringComparison.Ordinal) ? ShellKind.Busybox : ShellKind.Dash,
        tag.Contains("slim", StringComparison.Ordinal) ? Wget : tag.Contains("alpine", StringComparison.Ordinal) ? ["curl", "wget"] : CurlAndBash,
        Root, "nginxinc/docker-nginx: curl unless slim")
    {
        Port = 80,
        StopSignal = "SIGQUIT",
        Entrypoint = ["/docker-entrypoint.sh"],
    };

    private static ImageFacts? Uv(string tag) =>
        tag.Contains("alpine", StringComparison.Ordinal) ? Busybox("astral-sh/uv: over python or alpine")
        : tag.Contains("slim", StringComparison.Ordinal) ? Debian("astral-sh/uv: over python slim or debian slim", Bash)
        : tag.Contains("bookworm", StringComparison.Ordinal) || tag.Contains("trixie", StringComparison.Ordinal)
            ? Debian("astral-sh/uv: over buildpack-deps", Everything)
            : new(ShellKind.None, None, Root, "astral-sh/uv: FROM scratch");

    private static ImageFacts? DotNet(string name, string tag)
    {
        if (name is not ("aspnet" or "runtime" or "runtime-deps" or "sdk"))
            return null;
        const string source = "dotnet/dotnet-docker: no curl and no wget outside the SDK; chiseled and distroless have no shell";
        if (tag.Contains("nanoserver", StringComparison.Ordinal) || tag.Contains("windows", StringComparison.Ordinal))
            return null;
        var before8 = int.TryParse(tag.Split('.', '-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major < 8;
        var facts = tag.Contains("chiseled", StringComparison.Ordinal) || tag.Contains("distroless", StringComparison.Ordinal)
            ? new ImageFacts(ShellKind.None, None, "1654", source)
            : tag.Contains("alpine", StringComparison.Ordinal) ? Busybox(source)
            : tag.Contains("azurelinux", StringComparison.Ordinal) || tag.Contains("mariner", StringComparison.Ordinal) ? new(ShellKind.Bash, null, Root, source)
            : Debian(source, name == "sdk" ? Everything : Bash);
        return facts with { Port = name is "aspnet" or "sdk" ? before8 ? 80 : 8080 : null, Environment = before8 ? new Dictionary<string, string>() : AppUser };
    }

    private static ImageFacts Distroless(string name, string tag)
    {
        var debug = tag.Contains("debug", StringComparison.Ordinal);
        return new(debug ? ShellKind.Busybox : ShellKind.None, debug ? Wget : None,
            tag.Contains("nonroot", StringComparison.Ordinal) ? "65532" : Root, "GoogleContainerTools/distroless: no shell unless debug")
        {
            Entrypoint = name switch
            {
                _ when name.StartsWith("nodejs", StringComparison.Ordinal) => ["/nodejs/bin/node"],
                _ when name.StartsWith("python3", StringComparison.Ordinal) => ["/usr/bin/python3"],
                _ when name.StartsWith("java", StringComparison.Ordinal) => ["/usr/bin/java", "-jar"],
                _ => [],
            },
        };
    }
}
