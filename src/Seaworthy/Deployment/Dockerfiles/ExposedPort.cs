using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>A port behind EXPOSE.</summary>
/// <param name="Port">The number.</param>
/// <param name="Place">Where it is written.</param>
internal sealed record ExposedPort(int Port, Place Place);
