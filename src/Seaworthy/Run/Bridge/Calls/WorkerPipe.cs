using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text.Unicode;
using Seaworthy.Hosting.Contract;
using Seaworthy.Run.Bridge.Envelopes;
using Seaworthy.Run.Bridge.Framing;

namespace Seaworthy.Run.Bridge.Calls;

/// <summary>
/// Both directions of a worker's stdio: requests go out under ids of our own, and what comes back finds its way to the
/// call it belongs to. Clients' ids may collide with each other; ours never do.
/// </summary>
internal sealed class WorkerPipe(Stream stdin, Stream stdout, long maxMessage, IWorkerEvents events) : ILineSink
{
    private readonly LineWriter _writer = new(stdin);
    private readonly LineReader _reader = new(maxMessage);
    private readonly ConcurrentDictionary<long, WorkerCall> _calls = new();
    private static long _lastId;
    private CallError? _end;

    /// <summary>Calls that the worker has answered, errors included.</summary>
    public long Answered { get; private set; }

    public int InFlight => _calls.Count;

    /// <summary>Ids are unique over all workers, so that no late answer can meet a call of another one.</summary>
    public static long NextId() => Interlocked.Increment(ref _lastId);

    /// <summary>Reads and writes until the worker closes its end.</summary>
    public async Task RunAsync()
    {
        var writing = _writer.RunAsync();
        try
        {
            await _reader.RunAsync(stdout, this, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The pipe was closed under the reader, which ends it like an end of file does.
        }
        _writer.Complete();
        await writing.ConfigureAwait(false);
    }

    /// <summary>Sends a request; <paramref name="edits"/> has room for its id. An ended pipe fails the call at once.</summary>
    public void Send(WorkerCall call, ReadOnlySpan<byte> message, Span<Edit> edits)
    {
        _calls[call.Id] = call;
        var line = new EditedMessage(message, edits);
        var sent = _writer.TryWrite(EnvelopeRewriter.Length(message.Length, edits), line, static (output, line) => line.WriteTo(output));
        if (Volatile.Read(ref _end) is { } end && _calls.TryRemove(call.Id, out _))
            call.Mailbox.Post(Mail.Failure(end));
        else if (!sent && _calls.TryRemove(call.Id, out _))
            call.Mailbox.Post(Mail.Failure(CallError.WorkerLost("it has closed its standard input")));
    }

    /// <summary>Sends a message that has no answer.</summary>
    public void Send(ReadOnlySpan<byte> message) => _writer.TryWrite(message);

    /// <summary>Tells the worker that nobody waits any more. A real answer that still comes is dropped.</summary>
    public void Cancel(WorkerCall call, string reason)
    {
        if (_calls.TryRemove(call.Id, out _))
            _writer.TryWrite(CancelledMessage.Write(call.IdBytes, reason));
    }

    /// <summary>Asks the worker to give up on everything. Real answers that still come count.</summary>
    public void AskToCancelAll(string reason)
    {
        foreach (var call in _calls.Values)
            _writer.TryWrite(CancelledMessage.Write(call.IdBytes, reason));
    }

    /// <summary>Closes the worker's stdin, after everything that was written before.</summary>
    public void CloseInput() => _writer.Complete();

    /// <summary>The worker is gone: fails every call it has, and every later one.</summary>
    public int Fail(CallError error)
    {
        Volatile.Write(ref _end, error);
        var failed = 0;
        foreach (var id in _calls.Keys)
        {
            if (!_calls.TryRemove(id, out var call))
                continue;
            call.Mailbox.Post(Mail.Failure(error));
            failed++;
        }
        return failed;
    }

    void ILineSink.OnLine(Span<byte> line)
    {
        if (!Utf8.IsValid(line))
            line = Utf8Repair.Repair(line);
        var envelope = EnvelopeParser.Parse(line);
        switch (envelope.Kind)
        {
            case MessageKind.Response:
                OnAnswer(line, envelope);
                break;
            case MessageKind.Request:
                _writer.TryWrite(WorkerRequests.Answer(line, envelope));
                break;
            case MessageKind.Notification:
                OnNotification(line, envelope);
                break;
            case MessageKind.Batch:
                foreach (var (start, length) in BatchSplitter.Split(line))
                    ((ILineSink)this).OnLine(line.Slice(start, length));
                break;
            default:
                events.OnNoise(line, envelope.Fault!);
                break;
        }
    }

    void ILineSink.OnOversizedLine(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, long length)
    {
        var found = OversizedMessage.FindId(head, tail, _calls.ContainsKey) is { } id && _calls.TryRemove(id, out var call)
            && call.Mailbox.Post(Mail.Failure(OversizedMessage.Error(length, maxMessage)));
        events.OnOversizedMessage(length, found);
    }

    private void OnAnswer(ReadOnlySpan<byte> line, in Envelope envelope)
    {
        if (TryParse(envelope.Id.Of(line), out var id) && _calls.TryRemove(id, out var call))
        {
            Answered++;
            call.Mailbox.Post(AnswerRewriter.Rewrite(line, envelope, call));
        }
    }

    private void OnNotification(ReadOnlySpan<byte> line, in Envelope envelope)
    {
        var handle = envelope.Method == Methods.Progress ? envelope.ProgressToken : envelope.SubscriptionId;
        if (!handle.IsPresent)
        {
            if (envelope.Method != Methods.Progress)
                events.OnNotification(line, envelope);
            return;
        }
        // Progress after the answer is dropped: task tokens outlive their call, and the client has forgotten them.
        if (!TryParse(handle.Of(line), out var id) || !_calls.TryGetValue(id, out var call))
            return;
        var own = envelope.Method == Methods.Progress ? call.ClientToken : call.ClientId;
        Span<Edit> edits = [Edit.Replace(handle, own)];
        if (own.Length > 0)
            call.Mailbox.Post(Mail.Notification(EnvelopeRewriter.ToArray(line, edits)));
    }

    /// <summary>Some servers turn a number into a string on the way back.</summary>
    private static bool TryParse(ReadOnlySpan<byte> json, out long id)
    {
        if (json is [(byte)'"', .., (byte)'"'])
            json = json[1..^1];
        return Utf8Parser.TryParse(json, out id, out var read) && read == json.Length;
    }
}
