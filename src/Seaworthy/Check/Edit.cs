using Seaworthy.Deployment.Text;

namespace Seaworthy.Check;

/// <summary>A change of a file that is safe to make without asking.</summary>
/// <param name="Place">What is replaced; a place of no length inserts.</param>
/// <param name="Text">What comes in its place.</param>
internal sealed record Edit(Place Place, string Text);
