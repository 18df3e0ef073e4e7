using Seaworthy.Deployment.Text;

namespace Seaworthy.Check;

/// <summary>Another place that a finding is about.</summary>
/// <param name="Place">Where.</param>
/// <param name="Label">What is there.</param>
internal sealed record Related(Place Place, string Label);
