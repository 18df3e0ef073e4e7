namespace Seaworthy.Init.Artefacts;

/// <summary>A file that is written.</summary>
/// <param name="Path">From the server's folder; may lead above it.</param>
/// <param name="Text">All of it, with a line end at its end.</param>
internal sealed record Artefact(string Path, string Text);
