namespace Seaworthy.Commands;

/// <summary>A command line that works.</summary>
/// <param name="Line">What is typed.</param>
/// <param name="Purpose">What it is for.</param>
internal readonly record struct Example(string Line, string Purpose);
