using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Launch;

/// <summary>Programs that start a server as their child: they take the signal, and how they pass it on is their own affair.</summary>
internal static class PackageRunner
{
    /// <summary>Whether a command line is one of them: 0 when not; where the server's own words start; -1 when a script holds them.</summary>
    public static int Skip(IReadOnlyList<Located> words)
    {
        var name = ShellCommand.NameOf(words[0].Text);
        var verb = words.Skip(1).Select(word => word.Text).FirstOrDefault(word => !word.StartsWith('-')) ?? "";
        switch (name)
        {
            case "npm" or "yarn" or "pnpm" or "bun" when verb is "start" or "run" or "run-script" or "dev" or "serve":
                // bun runs a file by itself; only a script of package.json is a child.
                return name == "bun" && (verb != "run" || words.Skip(1).Any(word => word.Text.Contains('.', StringComparison.Ordinal))) ? 0 : -1;
            case "npm" or "pnpm" or "yarn" when verb is "exec" or "x" or "dlx":
                return After(words, 2);
            case "npx" or "bunx" or "nodemon" or "pnpx":
                return After(words, 1);
            case "uv" or "poetry" or "pipenv" or "pdm" or "rye" when verb == "run":
                return After(words, words.Index().First(word => word.Item.Text == "run").Index + 1);
            case "uvx":
                return After(words, 1);
            case "dotnet" when verb is "run" or "watch":
                return -1;
            default:
                return 0;
        }
    }

    /// <summary>The name of the package.json script that a command line runs; null when it runs none.</summary>
    public static string? ScriptOf(IReadOnlyList<Located> words)
    {
        var plain = words.Skip(1).Select(word => word.Text).TakeWhile(word => word != "--").Where(word => !word.StartsWith('-')).ToArray();
        if (ShellCommand.NameOf(words[0].Text) is "dotnet" || plain.Length == 0)
            return null;
        return plain[0] is "run" or "run-script" ? plain.ElementAtOrDefault(1) : plain[0];
    }

    private static int After(IReadOnlyList<Located> words, int at)
    {
        while (at < words.Count && words[at].Text.StartsWith('-'))
            at += words[at].Text is "-p" or "--package" or "--python" or "--with" or "--extra" or "--directory" or "--from" or "--project" ? 2 : 1;
        return at < words.Count ? at : -1;
    }
}
