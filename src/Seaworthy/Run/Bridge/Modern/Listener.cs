using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Revisions;

namespace Seaworthy.Run.Bridge.Modern;

/// <summary>One client's <c>subscriptions/listen</c>.</summary>
/// <param name="id">The id of the request, as the client wrote it; it names the subscription.</param>
/// <param name="wanted">What the client wants to hear of.</param>
/// <param name="stream">Where it goes.</param>
internal sealed class Listener(byte[] id, ListenFilter wanted, IMailReceiver stream)
{
    private readonly byte[] _member = [.. "\"io.modelcontextprotocol/subscriptionId\":"u8, .. id];

    public ListenFilter Wanted { get; } = wanted;

    /// <summary>What it was told that it will hear of; null before it was told, when it must not hear of anything.</summary>
    public ListenFilter? Honoured { get; private set; }

    /// <summary>The first message: what of the filter is honoured.</summary>
    public void Acknowledge(ListenFilter honoured)
    {
        Honoured = honoured;
        Send(Notification.Write(Methods.Acknowledged, honoured.Write));
    }

    /// <summary>Passes a change on, if it is one of those.</summary>
    public void Tell(Change change, ReadOnlySpan<byte> message)
    {
        if (Honoured is { } honoured && honoured.Wants(change))
            Send(message);
    }

    /// <summary>Something may have changed unseen: what was subscribed is to be read again.</summary>
    public void TellAll()
    {
        foreach (var (member, _, method) in ListenFilter.ListChanges)
        {
            if (Honoured?.Changes.Contains(member) == true)
                Send(Notification.Write(method));
        }
        foreach (var uri in Honoured?.Resources ?? ListenFilter.Nothing.Resources)
            Send(Notification.Write(Methods.ResourceUpdated, json => json.WriteString("uri"u8, uri)));
    }

    /// <summary>Nobody can be listened to: the error is the answer.</summary>
    public void Refuse(ReadOnlySpan<byte> error)
    {
        var envelope = EnvelopeParser.Parse(error);
        stream.Post(Mail.Answer(EnvelopeRewriter.ToArray(error, [Edit.Replace(envelope.Id, id)]), AnswerRewriter.ErrorCode(envelope.Error.Of(error)).Code));
    }

    /// <summary>Ends the stream; its client may listen again.</summary>
    public void End() => stream.Post(Mail.Of(MailKind.EndOfStream));

    private void Send(ReadOnlySpan<byte> message)
    {
        var envelope = EnvelopeParser.Parse(message);
        var edit = envelope.SubscriptionId.IsPresent ? Edit.Replace(envelope.SubscriptionId, id) : MetaMembers.Insert(message, envelope, _member);
        stream.Post(Mail.Notification(EnvelopeRewriter.ToArray(message, [edit])));
    }
}
