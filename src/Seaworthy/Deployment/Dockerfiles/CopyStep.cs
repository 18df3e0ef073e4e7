using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>COPY or ADD.</summary>
/// <param name="From">The stage or image it copies from; null for the build context.</param>
/// <param name="Sources">What is copied.</param>
/// <param name="Destination">Where to, from the root of the image.</param>
/// <param name="Place">Where that is written.</param>
internal sealed record CopyStep(string? From, IReadOnlyList<string> Sources, string Destination, Place Place);
