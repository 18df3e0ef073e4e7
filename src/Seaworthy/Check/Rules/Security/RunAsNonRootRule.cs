using Seaworthy.Deployment;
using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Security;

/// <summary>A server that runs as root.</summary>
internal sealed class RunAsNonRootRule() : Rule("run-as-non-root", Severity.Error, RuleGroup.Security)
{
    public override string What => "The server runs as root.";

    public override string Why => "Whoever gets a tool to run a command is root in the container, and one fault of the runtime away from the host. The images of ASP.NET and Node start as root although they bring a user.";

    public override string Fix => "USER with a number: $APP_UID (1654) for .NET, 1000 for node, 65532 for distroless nonroot. In a project that dotnet publish makes an image of: ContainerUser, or no such property on an image of .NET 8 or later.";

    public override bool IsOurs => false;

    public override IReadOnlyList<string> Aliases => ["DL3002", "CKV_DOCKER_3", "runAsRootAllowed"];

    public override string Bad => """
        ==> Dockerfile <==
        FROM mcr.microsoft.com/dotnet/aspnet:10.0
        COPY . /app
        ENTRYPOINT ["dotnet", "/app/Catalog.dll"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM mcr.microsoft.com/dotnet/aspnet:10.0
        COPY . /app
        USER $APP_UID
        ENTRYPOINT ["dotnet", "/app/Catalog.dll"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads)
        {
            if (workload.Platform == Platform.Image && OfImage(workload, model) is { } image)
                yield return image;
            if (workload.Container?.Security("runAsUser") is { Text: "0" } user)
                yield return At(user.Place, "runAsUser is 0, which is root.", "runAsNonRoot: true and runAsUser: 1000");
            if (workload.Service?["user"]?.Located is { } name && IsRoot(name.Text))
                yield return At(name.Place, $"user is {name.Text}, which is root.", "user: \"1000:1000\"");
            if (workload.Unit is { } unit && unit.Service("User") is null && unit.Service("DynamicUser") is null)
                yield return At(workload.Launch.Place, $"{workload.Name.Text} runs as root.", "DynamicUser=yes, or User=");
        }
    }

    private Finding? OfImage(Workload workload, DeploymentModel model)
    {
        var image = workload.Build!;
        var user = image.User?.Text ?? image.Facts?.User;
        // gosu and su-exec begin as root in order to end as somebody else.
        if (image.User is { Text: "" } unknown && image.IsPublished)
            return CannotTell(unknown.Place, "which user ContainerUser names is only known to the build.");
        if (!IsRoot(user) || StepsDown(workload) || !image.IsPublished && (image.Cmd ?? image.Entrypoint) is null && image.Facts?.Entrypoint?.Count is null or 0 && image.Cmd is null)
            return null;
        var runs = model.Workloads.Where(other => other.Platform != Platform.Image && other.Build?.File == image.File).ToArray();
        if (runs.Length > 0 && Array.TrueForAll(runs, IsChanged))
            return null;
        var advice = image.Base?.Repository switch
        {
            _ when image.IsPublished && image.Facts?.Environment.GetValueOrDefault("APP_UID") is { } number => $"no ContainerUser: the SDK then takes the user {number} of the base image",
            _ when image.IsPublished => "ContainerUser 1000, or the number of a user of the base image",
            { } name when name.StartsWith("mcr.microsoft.com/dotnet/", StringComparison.Ordinal) => "USER $APP_UID",
            "node" => "USER node, or its number: USER 1000",
            _ when image.Facts?.Shell == ShellKind.None => "USER 65532",
            _ => "RUN useradd --system --uid 1000 app, and USER 1000",
        };
        return image.User is { } set ? At(set.Place, $"{image.UserSetting} is {set.Text}, which is root.", advice)
            : At(workload.Launch.Place, $"{workload.ImageName} starts as root, and there is no {image.UserSetting}.", advice).With(image.BaseName?.Place, "the base image");
    }

    private static bool IsChanged(Workload run) => (run.Service?["user"]?.Text is { } user && !IsRoot(user))
        || (run.Container?.Security("runAsUser")?.Text is { } id && id != "0");

    private static bool StepsDown(Workload workload) =>
        workload.Launch.Layers.Any(layer => layer is { Kind: LayerKind.Step, Name: "gosu" or "su-exec" or "setpriv" })
        || workload.Launch.Option("--user") is not null && workload.HasSeaworthy || workload.Variable("SEAWORTHY_USER") is not null
        || workload.Launch.Layers.Any(layer => layer.Script?.Commands.Any(command => command.Words.Any(word => word.Text is "gosu" or "su-exec" or "setpriv" or "runuser" or "su")) is true);

    private static bool IsRoot(string? user) => user?.Split(':')[0] is "root" or "0";
}
