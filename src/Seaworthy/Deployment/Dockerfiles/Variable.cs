namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>What a variable is: known, empty because nobody set it, or set by somebody else at build time.</summary>
/// <param name="Value">The value; null when only the build knows it.</param>
internal readonly record struct Variable(string? Value);
