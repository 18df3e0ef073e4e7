using System.Globalization;
using System.Text;
using Seaworthy.Check;
using Seaworthy.Commands.Checking;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Kubernetes;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Tests.Check;

/// <summary>docs/check.md, made from the options and the limits.</summary>
internal static class CheckPage
{
    private const string Opening = """
        # `seaworthy check`

        Reads the deployment files below the current folder, or below each PATH, joins them, and says what will lose calls: where, why, and
        what to write instead. `-` is standard input: `helm template chart | seaworthy check -`; what is no YAML there is a finding. The rules are in [rules.md](rules.md).

        | It reads | It finds by |
        |---|---|
        | Dockerfiles: stages, ARG and ENV, here-documents, both forms of commands | `Dockerfile`, `Containerfile`, `Dockerfile.*`, `*.Dockerfile` |
        | Compose: overrides, `include`, `extends`, anchors, variables with `.env` | `compose*.yaml`, `docker-compose*.yml` |
        | Kubernetes, in one file or many | YAML with `apiVersion` and `kind` |
        | Kustomize: resources, bases, components, patches of both kinds, images, replicas, generators | `kustomization.yaml` |
        | systemd services with their drop-ins | `*.service`, `*.service.d/*.conf` |
        | images that `dotnet publish /t:PublishContainer` makes without a Dockerfile (below) | `*.csproj`, `Directory.Build.props`, `Directory.Build.targets` and what they import |
        | entry scripts, `package.json`, `appsettings*.json`, sources of Node, C# and Python, nginx | their names, and what the above name |

        Not read: Helm templates (only what Helm makes of them), `node_modules`, build output, folders that begin with a dot, and files named for development or
        tests, such as `Dockerfile.dev` and `docker-compose.test.yml`. Not judged: what lies in folders of tests (`tests`, `e2e`, `testdata`, `fixtures`), unless
        such a folder is the PATH. Of a file that is named as PATH only its own findings are reported; the others beside
        it are read for what it is joined with.

        **Base images** are in a table with their sources. Where an image is not in it, a rule says "cannot tell" and does not guess; that never fails a check.

        **Images of the .NET SDK.** A program whose project sets a property or item of container publishing is an image as a Dockerfile makes one. Read are
        `ContainerRepository` or `ContainerImageName`, `ContainerImageTag(s)`, `ContainerRegistry`, `ContainerBaseImage`, `ContainerFamily`, `ContainerUser`,
        `ContainerPort`, `ContainerEnvironmentVariable`, `ContainerAppCommand`, `ContainerAppCommandArgs`, `ContainerAppCommandInstruction`, `ContainerEntrypoint`,
        `ContainerEntrypointArgs`, `ContainerDefaultArgs`, `ContainerWorkingDirectory`, and what decides the base image: `TargetFramework`, runtime identifiers,
        `SelfContained`, `PublishAot`, `PublishTrimmed`, `PublishSingleFile`, `InvariantGlobalization`, the SDK and `FrameworkReference`. The defaults are those of the
        .NET 10 SDK: `aspnet`, `runtime` or `runtime-deps` of the target framework, its user 1654 since .NET 8, `dotnet /app/NAME.dll`. A container of Compose or
        Kubernetes is joined by the name of its image: the repository alone, or behind the project's registry, or behind any where the project names none. Findings point
        to the property. Such an image has no HEALTHCHECK, and no property sets one: a missing one is reported where Compose runs the image, and nowhere else.
        Properties, simple conditions, `Choose` and imports of files below the PATH are evaluated; functions, `Exists`, targets, `Configuration` and whatever else only a build
        knows are not guessed: what depends on them is unknown, as is all that the project does not set itself when it imports a file that is not there.

        **Switching off**: `# seaworthy: ignore RULE REASON` counts for its line and the next one, `# seaworthy: ignore-file RULE REASON` for the file; in a project
        `<!-- seaworthy: ignore RULE REASON -->`. Without a
        reason it does not count. `--baseline` takes an earlier report of `--format json`; findings are told apart by rule, file and the text of their line.

        **`--fix`** makes only the changes that need no judgement, and touches nothing but the stretch that is wrong.

        | Exit code | Meaning |
        |---|---|

        """;

    /// <summary>Writes the page.</summary>
    public static string Write()
    {
        var page = new StringBuilder(Opening);
        foreach (var (code, meaning) in new CheckVerb().ExitCodes)
            page.Append(CultureInfo.InvariantCulture, $"| {code} | {meaning} |\n");
        page.Append("\n| Option | Default | What it does | Accepted |\n|---|---|---|---|\n");
        foreach (var option in CheckCatalogue.Options)
            page.Append(CultureInfo.InvariantCulture, $"| `{option.Name}` | {option.DefaultText} | {option.Help} | {option.Accepted} |\n");
        page.Append(CultureInfo.InvariantCulture, $"""

            ## Limits

            A file beyond them is one finding (`unreadable-file`), and the rest is checked.

            | What | At most |
            |---|---|
            | a deployment file | {FileFinder.LargestFile >> 20} MiB |
            | standard input | {FileFinder.LargestStream >> 20} MiB |
            | a source file (larger ones are bundles, and are passed over) | {FileFinder.LargestSource >> 10} KiB |
            | files and folders that are looked at | {FileFinder.MostEntries} |
            | sources that are read | {FileFinder.MostSources} |
            | nesting of YAML and JSON | {YamlReader.MaxDepth} |
            | values of a YAML file (an alias costs nothing) | {YamlReader.MaxNodes} |
            | values on standard input | {YamlReader.MaxStreamNodes} |
            | Kubernetes objects of a file, or on standard input | {ManifestReader.MostObjects} |

            Links to folders are not followed. There are {RuleCatalogue.All.Count} rules. Of {ProvenRules.Slugs.Count} of them a test shows the failure for real: a wrong deployment
            and its fix are checked, built and run, and it happens with the first alone.

            This page is generated.

            """);
        return page.ToString();
    }
}
