using System.Text;
using Seaworthy.Hosting.Limits;

namespace Seaworthy.Run.Bridge.Calls;

/// <summary>A request of the bridge's own to a worker.</summary>
internal static class WorkerQuestion
{
    /// <summary>What we ask is little, and a worker's lines are bounded.</summary>
    private static readonly MemoryBudget Unbounded = new(long.MaxValue);

    /// <summary>The answer, or the failure that came in its place; null when the worker takes nothing any more.</summary>
    /// <param name="pipe">The worker.</param>
    /// <param name="method">What it is asked.</param>
    /// <param name="parameters">The <c>params</c> as JSON.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait. The worker is told, and a late answer is dropped.</param>
    public static async Task<Mail?> AskAsync(WorkerPipe pipe, string method, string parameters, TimeProvider time, CancellationToken cancellation)
    {
        using var mailbox = new Mailbox(Unbounded, time, Timeout.InfiniteTimeSpan);
        var call = new WorkerCall(WorkerPipe.NextId(), method, "0"u8.ToArray(), [], AnswerShape.Unchanged, mailbox) { IsOwn = true };
        var request = Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":{{call.Id}},"method":"{{method}}","params":{{parameters}}}""");
        if (!pipe.Send(call, request, []))
            return null;
        try
        {
            while (true)
            {
                var mail = await mailbox.NextAsync().AsTask().WaitAsync(cancellation).ConfigureAwait(false);
                if (mail.IsFinal)
                    return mail;
            }
        }
        catch (OperationCanceledException)
        {
            pipe.Cancel(call, "it took too long");
            throw;
        }
    }
}
