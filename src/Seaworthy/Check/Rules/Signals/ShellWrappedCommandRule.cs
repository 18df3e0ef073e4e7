using Seaworthy.Deployment;
using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Signals;

/// <summary>An explicit <c>sh -c</c> in front of the server.</summary>
internal sealed class ShellWrappedCommandRule() : Rule("shell-wrapped-command", Severity.Error, RuleGroup.Signals)
{
    public override string What => "A command in exec form starts a shell with -c, which starts the server as its child.";

    public override string Why =>
        "The array looks right, but sh -c brings the shell back as process 1: dash never passes SIGTERM on, and bash and busybox only " +
        "become a single command. The server is killed at the end of the grace (137).";

    public override string Fix => "Start the server itself, or put exec in front of the last command of the text.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        CMD ["node", "/app/server.js"]
        ==> compose.yaml <==
        services:
          catalog:
            build: .
            command: ["sh", "-c", "node /app/migrate.js && node /app/server.js"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        CMD ["node", "/app/server.js"]
        ==> compose.yaml <==
        services:
          catalog:
            build: .
            command: ["sh", "-c", "node /app/migrate.js && exec node /app/server.js"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads.Where(workload => workload.Platform is Platform.Image or Platform.Systemd || workload.OverridesCommand))
        {
            // A job that ends by itself is no server.
            if (workload.Container is { Owner.IsService: false } || workload.Service?.Restart?.Text == "no" || workload.Launch.Program is { } program && EntryScript.IsQuick(program.Name))
                continue;
            foreach (var layer in workload.Launch.Layers.TakeWhile(layer => layer.Kind != LayerKind.Seaworthy))
            {
                // The shell form of a Dockerfile, and the text of a package.json script, have rules of their own.
                if (layer is { Kind: LayerKind.Shell, HandsOver: false, Words.Count: > 2 } && layer.Words[0].Place != layer.Words[^1].Place && PackageRunner.Skip(layer.Words) == 0)
                    yield return Judge(layer);
            }
        }
    }

    private Finding Judge(Layer layer)
    {
        var text = layer.Words[^1];
        var commands = ShellText.Parse(text.Text);
        var last = commands.Count > 0 ? commands[^1] : null;
        var severity = layer.Shell is ShellKind.Unknown && commands.Count == 1 ? Severity.Warning : Severity.Error;
        var server = last is null ? text.Text : text.Text.Substring(last.Start, last.Length);
        var place = layer.Words[0].Place.File == text.Place.File ? layer.Words[0].Place.To(text.Place) : layer.Place;
        var finding = At(place, severity,
            $"{layer.Name} -c stays in front of \"{Short(server)}\"{(severity == Severity.Warning ? " when the image's shell is dash" : "")}, and does not pass SIGTERM on to it.",
            $"exec {Short(server)}");
        return last is { Ending: "" or ";" } && !last.Words[0].IsAssignment && Exact(text, last) is { } exact ? finding.WithEdits(new Edit(exact, "exec ")) : finding;
    }

    // Only where the text stands in the file as it is, without escapes, is its offset known.
    private static Place? Exact(Located text, ShellCommand last)
    {
        var found = text.Place.Text.IndexOf(text.Text, StringComparison.Ordinal);
        return found < 0 ? null : text.Place.File.At(text.Place.Start + found + last.Start, 0);
    }

    private static string Short(string text) => text.Split('\n')[0] is var line && line.Length > 60 ? line[..60] + "…" : line;
}
