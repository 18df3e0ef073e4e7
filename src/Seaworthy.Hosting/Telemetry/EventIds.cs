namespace Seaworthy.Hosting.Telemetry;

/// <summary>
/// Every log event that Seaworthy writes. A number is never given to another event: dashboards and tests rely on them.
/// </summary>
/// <remarks>1000 lifecycle and drain · 2000 workers · 3000 the wire · 4000 the front door · 5000 commands.</remarks>
internal static class EventIds
{
}
