using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Workloads;

/// <summary>What Kubernetes runs before the stop signal.</summary>
/// <param name="Sleep">How long it waits; null when its text does not tell.</param>
/// <param name="Command">The words of an exec hook; null for the native sleep and HTTP hooks.</param>
/// <param name="IsNative">Whether it is <c>sleep</c>, which needs nothing in the image.</param>
/// <param name="Place">Where it is written.</param>
internal sealed record PreStop(TimeSpan? Sleep, IReadOnlyList<Located>? Command, bool IsNative, Place Place);
