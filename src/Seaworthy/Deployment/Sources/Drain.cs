using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Sources;

/// <summary>How long a server may take to stop, and where that is said.</summary>
/// <param name="Total">From the signal to its exit.</param>
/// <param name="Place">Where it is written; null for a default.</param>
/// <param name="What">What says so: <c>--shutdown-timeout</c>.</param>
internal sealed record Drain(TimeSpan Total, Place? Place, string What);
