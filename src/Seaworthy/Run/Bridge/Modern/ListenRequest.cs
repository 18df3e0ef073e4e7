using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Run.Bridge.Modern;

/// <summary>A <c>subscriptions/listen</c> of the bridge's own at a worker.</summary>
internal sealed class ListenRequest : IMailReceiver
{
    private readonly ModernSource _source;
    private readonly ListenHub _hub;

    public ListenRequest(ModernSource source, ListenHub hub, ListenFilter asked)
    {
        (_source, _hub, Asked) = (source, hub, asked);
        Call = new WorkerCall(WorkerPipe.NextId(), Methods.Listen, "0"u8.ToArray(), [], AnswerShape.Unchanged, this);
    }

    public WorkerCall Call { get; }

    public ListenFilter Asked { get; }

    /// <summary>What the worker said that it will tell of; null before it said so.</summary>
    public ListenFilter? Honoured { get; set; }

    bool IMailReceiver.Post(Mail mail)
    {
        _hub.On(_source, this, mail);
        return true;
    }
}
