using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Workloads;

/// <summary>How much memory a container may use.</summary>
/// <param name="Bytes">How much.</param>
/// <param name="Text">As it is written.</param>
/// <param name="Setting">The name of the setting.</param>
internal sealed record MemoryLimit(long Bytes, Located Text, string Setting);
