namespace Seaworthy.Init.Quoting;

/// <summary>A variable with its value.</summary>
/// <param name="Name">Letters, digits and underscores.</param>
/// <param name="Value">Any text in one line.</param>
internal readonly record struct Assignment(string Name, string Value);
