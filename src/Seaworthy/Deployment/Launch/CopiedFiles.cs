using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Launch;

/// <summary>Finds the file of the build context that became a file of the image.</summary>
internal static class CopiedFiles
{
    private static readonly string[] SearchPath = ["/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin"];

    /// <summary>The file behind a path in the image; null when it is not of the context.</summary>
    public static SourceFile? Find(FileSet files, ImageConfig image, string context, string path)
    {
        if (path.Contains('/', StringComparison.Ordinal))
            return FindAt(files, image, context, path.StartsWith('/') ? path : FileSet.Join(image.WorkDir, path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path).Insert(0, image.WorkDir.StartsWith('/') ? "" : "/"));
        return SearchPath.Select(folder => FindAt(files, image, context, $"{folder}/{path}")).FirstOrDefault(file => file is not null);
    }

    private static SourceFile? FindAt(FileSet files, ImageConfig image, string context, string path)
    {
        foreach (var copy in image.Copies.Reverse().Where(copy => copy.From is null))
        {
            foreach (var source in copy.Sources)
            {
                var from = FileSet.Join(context, source.TrimStart('/').Length == 0 ? "." : source.TrimStart('/'));
                if (path == copy.Destination && files.Find(from) is { } same)
                    return same;
                // A folder's content, or one of several files in a folder.
                if (!path.StartsWith(copy.Destination.TrimEnd('/') + "/", StringComparison.Ordinal))
                    continue;
                var rest = path[(copy.Destination.TrimEnd('/').Length + 1)..];
                if (files.Find(FileSet.Join(from, rest)) is { } inside)
                    return inside;
                if (from.EndsWith("/" + rest, StringComparison.Ordinal) || from == rest)
                {
                    if (files.Find(from) is { } listed)
                        return listed;
                }
            }
        }
        return null;
    }
}
