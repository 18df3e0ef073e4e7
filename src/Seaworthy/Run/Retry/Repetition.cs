using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Retry;

/// <summary>The second chance of one call. There is no third: what has killed two workers would kill the next one, too.</summary>
internal sealed class Repetition(RetryRule rule)
{
    /// <summary>The client has seen something of the call: a repetition would tell it twice, and progress would go backwards.</summary>
    public bool IsShown { get; set; }

    /// <summary>What the client is told when the second try does not come about; null when there was no first one.</summary>
    public CallError? Loss { get; private set; }

    /// <summary>A worker has died over the call; false when that is the end of it.</summary>
    public bool TryBegin(ReadOnlySpan<byte> body, in Envelope envelope, CallError loss)
    {
        if (Loss is not null || IsShown || !rule.Allows(body, envelope))
            return false;
        Loss = loss;
        return true;
    }
}
