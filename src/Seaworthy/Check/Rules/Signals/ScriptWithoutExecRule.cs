using Seaworthy.Deployment;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Check.Rules.Signals;

/// <summary>An entry script that starts the server as its child.</summary>
internal sealed class ScriptWithoutExecRule() : Rule("script-without-exec", Severity.Error, RuleGroup.Signals)
{
    public override string What => "The entry script starts the server without exec.";

    public override string Why =>
        "The script stays process 1, and a shell passes no signal on while it waits for a child: the server never hears SIGTERM and is " +
        "killed at the end of the grace (137).";

    public override string Fix => "Put exec in front of the last command of the script.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY entrypoint.sh server.js /app/
        ENTRYPOINT ["/app/entrypoint.sh"]
        ==> entrypoint.sh <==
        #!/bin/sh
        set -e
        export NODE_ENV=production
        node /app/server.js
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY entrypoint.sh server.js /app/
        ENTRYPOINT ["/app/entrypoint.sh"]
        ==> entrypoint.sh <==
        #!/bin/sh
        set -e
        export NODE_ENV=production
        exec node /app/server.js
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var layer in model.Workloads.SelectMany(workload => workload.Launch.Layers))
        {
            if (layer is not { Kind: LayerKind.Script, HandsOver: false, Script: { Server: { } server } script })
                continue;
            var place = script.PlaceOf(server);
            var line = FirstLine(place);
            var finding = At(line, $"\"{Short(line.Text)}\" is a child of the script, and the shell does not pass SIGTERM on to it.", $"exec {Short(line.Text)}")
                .With(layer.Place.File == place.File ? null : layer.Place, "the script is started here");
            yield return server.Ending is "" or ";" && !server.Words[0].IsAssignment ? finding.WithEdits(new Edit(place with { Length = 0 }, "exec ")) : finding;
        }
    }

    private static Place FirstLine(Place place) => place.Text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end ? place with { Length = end } : place;

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text.TrimEnd('\\', ' ', '\r');
}
