using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>A here-document: lines behind an instruction, up to one that only holds its name.</summary>
/// <param name="Name">What ends it.</param>
/// <param name="Content">The lines; with <c>&lt;&lt;-</c> without leading tabs.</param>
/// <param name="IsLiteral">Whether variables are left alone, because the name stands in quotes.</param>
/// <param name="Place">Where the lines stand.</param>
internal sealed record Heredoc(string Name, string Content, bool IsLiteral, Place Place);
