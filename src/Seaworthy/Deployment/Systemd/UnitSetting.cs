using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Systemd;

/// <summary>A line of a unit.</summary>
/// <param name="Section">Its section.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, and where that is written.</param>
/// <param name="Place">All of it.</param>
internal sealed record UnitSetting(string Section, string Name, Located Value, Place Place);
