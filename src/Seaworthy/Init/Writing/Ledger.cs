using System.Security.Cryptography;
using System.Text;

namespace Seaworthy.Init.Writing;

/// <summary>
/// The file that remembers what was said and what was written: the options of the last run, which are the defaults of the next
/// one, and the digest of each file, by which an edited one is known.
/// </summary>
internal sealed class Ledger
{
    /// <summary>Its name, in the server's folder.</summary>
    public const string Name = ".seaworthy-init";

    private const string Digest = "sha256:";

    private readonly Dictionary<string, string> _digests = new(StringComparer.Ordinal);

    /// <summary>The options, each with its value as it was typed; of a flag, its own name.</summary>
    public List<(string Option, string Value)> Options { get; } = [];

    /// <summary>Reads the text of one; lines that are neither an option nor a digest are skipped.</summary>
    public static Ledger Read(string text)
    {
        var ledger = new Ledger();
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var (first, rest) = space < 0 ? (line, "") : (line[..space], line[(space + 1)..]);
            if (first.StartsWith("--", StringComparison.Ordinal))
                ledger.Options.Add((first, space < 0 ? first : rest));
            else if (first.StartsWith(Digest, StringComparison.Ordinal) && rest.Length > 0)
                ledger._digests[rest] = first;
        }
        return ledger;
    }

    /// <summary>How a file stands.</summary>
    /// <param name="path">Its path, as an artefact has it.</param>
    /// <param name="current">What it holds; null when it is not there.</param>
    /// <param name="wanted">What would be written.</param>
    public FileState StateOf(string path, string? current, string wanted)
    {
        if (current is null)
            return FileState.New;
        if (current == wanted)
            return FileState.Same;
        if (!_digests.TryGetValue(path, out var digest))
            return FileState.Foreign;
        return digest == DigestOf(current) ? FileState.Outdated : FileState.Edited;
    }

    /// <summary>Remembers what is written.</summary>
    public void Written(string path, string text) => _digests[path] = DigestOf(text);

    /// <summary>The text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("# What seaworthy init was told, which holds for its next run too, and what it wrote. Commit it; init keeps it.\n");
        foreach (var (option, value) in Options)
            text.Append(option).Append(value == option ? "" : " " + value).Append('\n');
        foreach (var (path, digest) in _digests.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            text.Append(digest).Append(' ').Append(path).Append('\n');
        return text.ToString();
    }

    // A checkout may turn line ends around, which changes nothing that was said.
    private static string DigestOf(string text) => Digest + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal))));
}
