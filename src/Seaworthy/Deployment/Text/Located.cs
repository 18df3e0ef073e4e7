namespace Seaworthy.Deployment.Text;

/// <summary>A value, and where it is written.</summary>
/// <param name="Text">The value, after quotes, continuations and variables.</param>
/// <param name="Place">Where it is written.</param>
internal sealed record Located(string Text, Place Place);
