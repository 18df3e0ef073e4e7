namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>One instruction as text: continuations joined, comments taken out.</summary>
/// <param name="Text">The instruction.</param>
/// <param name="Heredocs">The here-documents behind it.</param>
/// <param name="Unclosed">The name of a here-document that never ends; null when all do.</param>
internal sealed record DockerfileLine(LogicalText Text, IReadOnlyList<Heredoc> Heredocs, string? Unclosed);
