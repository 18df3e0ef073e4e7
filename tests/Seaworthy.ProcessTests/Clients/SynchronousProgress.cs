using ModelContextProtocol;

namespace Seaworthy.ProcessTests.Clients;

/// <summary>Reports in the order in which they come, on the caller's thread; <see cref="Progress{T}"/> does neither.</summary>
internal sealed class SynchronousProgress(Action<ProgressNotificationValue> onReport) : IProgress<ProgressNotificationValue>
{
    /// <inheritdoc/>
    public void Report(ProgressNotificationValue value) => onReport(value);
}
