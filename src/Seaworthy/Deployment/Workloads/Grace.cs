using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Workloads;

/// <summary>How long a platform waits between its stop signal and SIGKILL.</summary>
/// <param name="Value">How long.</param>
/// <param name="Setting">The name of the setting.</param>
/// <param name="Place">Where it is set, or where it would be.</param>
/// <param name="IsDefault">Whether nobody set it.</param>
internal sealed record Grace(TimeSpan Value, string Setting, Place Place, bool IsDefault);
