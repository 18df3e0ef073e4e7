using System.Text;
using Seaworthy.Init.Artefacts;

namespace Seaworthy.Init.Writing;

/// <summary>The folder of the server, as far as files are written there.</summary>
internal sealed class OutputFolder(string root)
{
    /// <summary>The largest file that is compared, in bytes. A deployment file of a hundredth of it would be a rarity.</summary>
    public const int LargestFile = 64 << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>What was written before.</summary>
    public Ledger ReadLedger() => Ledger.Read(Read(Ledger.Name) ?? "");

    /// <summary>Each artefact with the file that is there.</summary>
    /// <exception cref="IOException">There is something else than a file, or one that is too large.</exception>
    public IReadOnlyList<PendingFile> Compare(IEnumerable<Artefact> artefacts, Ledger ledger) =>
    [
        .. artefacts.Select(artefact => (Artefact: artefact, Current: Read(artefact.Path)))
            .Select(file => new PendingFile(file.Artefact, file.Current, ledger.StateOf(file.Artefact.Path, file.Current, file.Artefact.Text))),
    ];

    /// <summary>Writes a file whole: beside it first, so that no reader and no crash sees half of it.</summary>
    public void Write(string path, string text)
    {
        var file = Path.GetFullPath(Path.Combine(root, path));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var beside = file + ".seaworthy-new";
        File.WriteAllText(beside, text, Utf8);
        File.Move(beside, file, overwrite: true);
    }

    private string? Read(string path)
    {
        var file = new FileInfo(Path.Combine(root, path));
        if (Directory.Exists(file.FullName))
            throw new IOException($"{path} is a folder, and a file is to be written there. Move it away, or leave it out with --target.");
        if (file.Exists && file.Length > LargestFile)
            throw new IOException($"{path} has more than {LargestFile >> 20} MiB, and no file of that size is compared. Move it away, or leave it out with --target.");
        return file.Exists ? File.ReadAllText(file.FullName) : null;
    }
}
