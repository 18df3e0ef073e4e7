using Seaworthy.Deployment.Shell;

namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>The programs that a build adds to an image, as far as its text tells.</summary>
internal static class InstalledTools
{
    private static readonly HashSet<string> Managers = new(StringComparer.Ordinal)
    {
        "apt-get", "apt", "apk", "dnf", "microdnf", "yum", "tdnf", "zypper",
    };

    /// <summary>
    /// Names of packages and of copied files. A program that a later RUN calls was there then, and is taken to be there still.
    /// </summary>
    public static IReadOnlyCollection<string> Names(ImageConfig image)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var copy in image.Copies)
        {
            names.Add(ShellCommand.NameOf(copy.Destination));
            names.UnionWith(copy.Sources.Select(ShellCommand.NameOf));
        }
        foreach (var run in image.Runs)
        {
            foreach (var command in Commands(run))
                Add(command, names);
        }
        // Debian's and Alpine's packages bring the program of their name; these bring more.
        if (names.Contains("busybox"))
            names.UnionWith(["sh", "wget"]);
        if (names.Contains("bash"))
            names.Add("sh");
        return names;
    }

    /// <summary>The simple commands of a RUN, those in here-documents too.</summary>
    public static IEnumerable<ShellCommand> Commands(Instruction run)
    {
        var form = run.Command;
        if (!form.IsExec)
            return ShellText.Parse(form.Text.Text).Concat(run.Line.Heredocs.SelectMany(heredoc => ShellText.Parse(heredoc.Content)));
        var words = form.Words.Select(word => new ShellWord(word.Text, 0, 0, true)).ToArray();
        return [new ShellCommand(words, 0, 0, "")];
    }

    private static void Add(ShellCommand command, HashSet<string> names)
    {
        var words = command.Arguments.Select(word => word.Text).SkipWhile(word => word is "sudo").ToArray();
        if (words.Length == 0)
            return;
        var program = ShellCommand.NameOf(words[0]);
        if (program is "curl" or "wget" or "bash")
            names.Add(program);
        if (Managers.Contains(program) && words.Any(word => word is "install" or "add"))
            names.UnionWith(words.Skip(1).Where(word => word is not ['-' or '$', ..]).Select(word => word.Split('=', '~')[0]));
        if (program is "remove" or "purge")
            names.ExceptWith(words);
    }
}
