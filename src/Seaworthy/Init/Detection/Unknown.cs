namespace Seaworthy.Init.Detection;

/// <summary>Something that the files do not say, and that cannot be guessed.</summary>
/// <param name="Option">The option that says it.</param>
/// <param name="Question">What to ask at a terminal.</param>
/// <param name="Why">Why it is not known.</param>
/// <param name="Candidates">Answers that the files suggest; may be none.</param>
internal sealed record Unknown(string Option, string Question, string Why, IReadOnlyList<string> Candidates);
