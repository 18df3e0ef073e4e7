using Seaworthy.Processes;

namespace Seaworthy.Run.Supervision;

/// <summary>How every worker is started.</summary>
/// <param name="Command">The program.</param>
/// <param name="Revision">The protocol revision it speaks; null finds out.</param>
/// <param name="MaxMessage">The largest message it may write, in bytes.</param>
/// <param name="StartTimeout">How long it may take until it answers its handshake.</param>
/// <param name="Version">The version by which we introduce ourselves.</param>
internal sealed record WorkerPlan(ChildCommand Command, string? Revision, long MaxMessage, TimeSpan StartTimeout, string Version);
