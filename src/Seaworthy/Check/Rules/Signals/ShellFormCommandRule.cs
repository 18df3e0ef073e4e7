using System.Text.Json;
using System.Text.RegularExpressions;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Signals;

/// <summary>CMD or ENTRYPOINT as text for a shell.</summary>
internal sealed partial class ShellFormCommandRule() : Rule("shell-form-command", Severity.Error, RuleGroup.Signals)
{
    public override string What => "CMD or ENTRYPOINT is not a JSON array, so a shell is process 1.";

    public override string Why =>
        "dash, the shell of Debian and Ubuntu, stays in front of the server and passes no signal on: the stop takes the whole grace " +
        "and ends in SIGKILL (137). bash and busybox become a single command, but not one of several.";

    public override string Fix => "Write the command as a JSON array, or put exec in front of it.";

    public override bool IsOurs => false;

    public override IReadOnlyList<string> Aliases => ["DL3025", "JSONArgsRecommended"];

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        CMD node /app/server.js
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        CMD ["node", "/app/server.js"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var image in model.On(Platform.Image).Select(workload => workload.Build!))
        {
            // The shell form of ENTRYPOINT takes no CMD, so CMD does not start anything then.
            var instruction = image.Entrypoint ?? image.Cmd;
            if (instruction is { Command.IsExec: false } && Judge(instruction, image) is { } finding)
                yield return finding;
            if (image.Entrypoint is { Command.IsExec: true } && image.Cmd is { Command: { IsExec: false } cmd } other)
            {
                yield return At(other.Place, $"CMD is the text {Quoted(cmd.Text.Text)}: it reaches ENTRYPOINT as the words /bin/sh -c and that text.",
                    Array(cmd.Text.Text) is { } array ? $"CMD {array}" : "Write CMD as a JSON array of arguments.").With(image.Entrypoint.Place, "the ENTRYPOINT");
            }
        }
    }

    private Finding? Judge(ImageCommand instruction, ImageConfig image)
    {
        var command = instruction.Command;
        var commands = ShellText.Parse(command.Text.Text);
        if (commands.Count > 0 && EntryScript.Execs(commands[^1]))
            return null;
        var array = command.IsBrokenArray ? Mended(command.Text.Text) : Array(command.Text.Text);
        var advice = array is null ? $"{instruction.Setting} [\"program\", \"argument\"], or exec in front of the last command." : $"{instruction.Setting} {array}";
        var (severity, message) = Explain(command, commands.Count > 1, image);
        var finding = At(instruction.Place, severity, message, advice);
        return array is null ? finding : finding.WithEdits(new Edit(command.Place, array));
    }

    private static (Severity Severity, string Message) Explain(CommandForm command, bool several, ImageConfig image)
    {
        var text = Quoted(command.Text.Text);
        if (command.IsBrokenArray)
            return (Severity.Error, $"{text} is no JSON array (strings need double quotes), so a shell gets it as a command, which fails.");
        return image.ShellKind switch
        {
            ShellKind.None => (Severity.Error, $"{text} needs a shell, and {image.BaseName?.Text} has none: the container does not start."),
            ShellKind.Dash => (Severity.Error, $"{text} is started by /bin/sh, in {image.BaseName?.Text} dash: SIGTERM never reaches the server."),
            _ when several => (Severity.Error, $"{text} is several commands for a shell: the shell stays process 1, and SIGTERM never reaches the server."),
            ShellKind.Bash or ShellKind.Busybox => (Severity.Warning, $"{text} is started by a shell that becomes it; a second command, or another base image, ends that."),
            _ => (Severity.Warning, $"{text} is started by a shell, and which one this image has is not known: dash never passes SIGTERM on."),
        };
    }

    private static string Quoted(string text) => text.Length > 60 ? $"\"{text[..60]}…\"" : $"\"{text}\"";

    /// <summary>The words as an array, when a shell would do nothing but split them.</summary>
    private static string? Array(string text) => Plain().IsMatch(text)
        ? "[" + string.Join(", ", text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(word => $"\"{word}\"")) + "]" : null;

    private static string? Mended(string text)
    {
        var mended = text.Replace('\'', '"');
        try
        {
            using var document = JsonDocument.Parse(mended);
            return document.RootElement.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) ? mended : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^(?![A-Za-z_][A-Za-z0-9_]*=)[A-Za-z0-9_./:@%+,=\- \t]+$")]
    private static partial Regex Plain();
}
