using Seaworthy.Deployment.Text;

namespace Seaworthy.Init.Detection;

/// <summary>What starts a server.</summary>
/// <param name="File">Its path, from the project's folder.</param>
/// <param name="Arguments">What follows it on the command line.</param>
/// <param name="Sources">The sources that it is, or is made of; none when that is not known.</param>
internal sealed record Entry(string File, IReadOnlyList<string> Arguments, IReadOnlyList<SourceFile> Sources);
