using System.Text.Json;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Revisions;

namespace Seaworthy.Run.Bridge.Modern;

/// <summary>
/// A worker of 2026-07-28: it is listened to once for all clients. When they want something else, the new subscription is
/// acknowledged before the old one is cancelled, and from that message on only the new one counts: no change is lost, none told twice.
/// </summary>
internal sealed class ModernSource(WorkerPipe pipe, ListenHub hub) : IChangeSource
{
    private ListenFilter _wanted = ListenFilter.Nothing;
    private ListenFilter? _refused;
    private ListenRequest? _current;
    private ListenRequest? _pending;

    public ListenFilter Honoured => _current?.Honoured ?? ListenFilter.Nothing;

    public bool IsSettled => _pending is null;

    public byte[] Refusal { get; private set; } = [];

    public void Want(ListenFilter union)
    {
        _wanted = union;
        Ask();
    }

    /// <summary>The worker has answered a request: an acknowledgement, a change, or its end.</summary>
    public void On(ListenRequest request, Mail mail)
    {
        if (mail.Kind != MailKind.Notification)
            End(request, mail);
        else if (EnvelopeParser.Parse(mail.Message) is var envelope && envelope.Method != Methods.Acknowledged)
            hub.TellEverybody(mail.Message, envelope);
        else if (request == _pending)
            Acknowledge(ListenFilter.Read(envelope.Params.Of(mail.Message)) ?? ListenFilter.Nothing);
    }

    private void Ask()
    {
        if (_pending is not null || _wanted.IsSameAs(_current?.Asked ?? ListenFilter.Nothing) || _refused is not null && _wanted.IsSameAs(_refused))
            return;
        if (_wanted.IsEmpty)
        {
            Leave();
            return;
        }
        _pending = new ListenRequest(this, hub, _wanted);
        if (!pipe.Send(_pending.Call, Write(_pending), []))
            _pending = null;
    }

    private void Acknowledge(ListenFilter honoured)
    {
        var before = _current;
        (_current, _pending, _refused, Refusal) = (_pending, null, null, []);
        _current!.Honoured = honoured;
        if (before is not null)
            pipe.Cancel(before.Call, "another subscription has its place");
        Ask();
        hub.Settle();
    }

    private void End(ListenRequest request, Mail mail)
    {
        if (request == _pending)
        {
            (_pending, _refused) = (null, request.Asked);
            if (_current is null && mail is { Kind: MailKind.Answer, ErrorCode: not 0 })
                Refusal = mail.Message;
            Ask();
            hub.Settle();
        }
        else if (request == _current)
        {
            _current = null;
            // A worker that ends tells nobody; the next one is listened to in its place.
            if (mail.Kind != MailKind.Failure)
                hub.EndAll();
        }
    }

    private void Leave()
    {
        if (_current is not null)
            pipe.Cancel(_current.Call, "nobody listens any more");
        _current = null;
    }

    private static byte[] Write(ListenRequest request)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc"u8, "2.0"u8);
            json.WriteNumber("id"u8, request.Call.Id);
            json.WriteString("method"u8, Methods.Listen);
            json.WriteStartObject("params"u8);
            request.Asked.Write(json);
            json.WritePropertyName("_meta"u8);
            json.WriteRawValue(request.Asked.Tasks.Count > 0 ? ModernMeta.OwnWithTasks : ModernMeta.Own);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return output.ToArray();
    }
}
