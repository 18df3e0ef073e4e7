using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Files;

namespace Seaworthy.Deployment.Workloads;

/// <summary>Finds the folder that a Dockerfile is built from when nobody says so.</summary>
internal static class BuildContext
{
    /// <summary>The nearest folder, from the Dockerfile's own upwards, that holds something which COPY names.</summary>
    public static string Of(Dockerfile dockerfile, FileSet files)
    {
        var names = dockerfile.Stages.SelectMany(stage => stage.Instructions)
            .Where(item => item.Keyword is "COPY" or "ADD" && !item.Flags.ContainsKey("from"))
            .SelectMany(item => Sources(item, dockerfile.Escape)).Where(source => source.Trim('.', '/').Length > 0 && !source.Contains('*', StringComparison.Ordinal)).ToArray();
        var folder = dockerfile.File.Folder;
        for (var i = 0; i < 4 && names.Length > 0; i++)
        {
            if (names.Any(name => Exists(files, FileSet.Join(folder, name.TrimStart('/')))))
                return folder;
            if (folder.Length == 0 || folder.EndsWith("..", StringComparison.Ordinal))
                break;
            folder = folder.LastIndexOf('/') is > 0 and var slash ? folder[..slash] : "";
        }
        return dockerfile.File.Folder;
    }

    private static bool Exists(FileSet files, string path) =>
        files.Find(path) is not null || files.HasFolder(path);

    private static IEnumerable<string> Sources(Instruction item, char escape)
    {
        var form = item.Command;
        var words = form.IsExec
            ? form.Words.Select(word => word.Text).ToList()
            : RawWords.Split(item.Body.Text, escape).ConvertAll(word => item.Body.Text.Substring(word.Start, word.Length));
        return words.SkipLast(1);
    }
}
