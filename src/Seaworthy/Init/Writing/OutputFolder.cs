using System.Text;
using Seaworthy.Init.Artefacts;

namespace Seaworthy.Init.Writing;

/// <summary>The folder of the server, as far as files are written there.</summary>
internal sealed class OutputFolder(string root)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>What was written before.</summary>
    public Ledger ReadLedger() => Ledger.Read(Read(Ledger.Name) ?? "");

    /// <summary>Each artefact with the file that is there.</summary>
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
        var file = Path.Combine(root, path);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }
}
