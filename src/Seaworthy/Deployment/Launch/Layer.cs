using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Launch;

/// <summary>One program on the way from process 1 to the server.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Words">Its command line, from its own name on.</param>
/// <param name="Place">Where it is written.</param>
internal sealed record Layer(LayerKind Kind, IReadOnlyList<Located> Words, Place Place)
{
    /// <summary>The name of the program, without its folder.</summary>
    public string Name => Words.Count > 0 ? ShellCommand.NameOf(Words[0].Text) : "";

    /// <summary>The command line as one text.</summary>
    public string Line => string.Join(' ', Words.Select(word => word.Text));

    /// <summary>Of a shell: which.</summary>
    public ShellKind Shell { get; init; }

    /// <summary>Of a shell or a script: whether the process becomes the next program.</summary>
    public bool HandsOver { get; init; } = true;

    /// <summary>Of a script: its text.</summary>
    public EntryScript? Script { get; init; }
}
