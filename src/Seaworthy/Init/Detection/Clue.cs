using Seaworthy.Deployment.Text;

namespace Seaworthy.Init.Detection;

/// <summary>Something that was found out, and why.</summary>
/// <param name="What">What it is about: <c>runtime</c>, <c>entry</c>.</param>
/// <param name="Value">What holds.</param>
/// <param name="Why">What says so, in a few words.</param>
/// <param name="Place">Where; null when it is no place in a file.</param>
internal sealed record Clue(string What, string Value, string Why, Place? Place = null);
