using System.Collections.Concurrent;
using System.Text.Unicode;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Framing;

namespace Seaworthy.Run.Bridge.Calls;

/// <summary>
/// Both directions of a worker's stdio: requests go out under ids of our own, and what comes back finds its way to the
/// call it belongs to. Clients' ids may collide with each other; ours never do.
/// </summary>
internal sealed class WorkerPipe(Stream stdin, Stream stdout, long maxMessage, IWorkerEvents events) : ILineSink
{
    private const string NotRead = "the server process does not read its standard input";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly LineWriter _writer = new(stdin);
    private readonly LineReader _reader = new(maxMessage);
    private readonly ConcurrentDictionary<long, WorkerCall> _calls = new();
    private static long _lastId;
    private readonly TaskCompletionSource _inputClosed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CallError? _end;
    private long _takenBackAt;

    /// <summary>Calls that the worker has answered, errors included.</summary>
    public long Answered { get; private set; }

    public int InFlight => _calls.Count;

    /// <summary>Messages that it has written, of whatever kind: signs of life.</summary>
    public long Heard { get; private set; }

    /// <summary>A call was taken back since it was last heard: it may still be busy with that call, and would not say so.</summary>
    public bool MayBeBusy => Volatile.Read(ref _takenBackAt) == Heard + 1;

    /// <summary>Completes when nothing can be written to the worker any more, though it may still write.</summary>
    public Task InputClosed => _inputClosed.Task;

    /// <summary>Ids are unique over all workers, so that no late answer can meet a call of another one.</summary>
    public static long NextId() => Interlocked.Increment(ref _lastId);

    /// <summary>Reads and writes until the worker closes its end.</summary>
    public async Task RunAsync()
    {
        var writing = WriteAsync();
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

    private async Task WriteAsync()
    {
        try
        {
            await _writer.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            _inputClosed.TrySetResult();
        }
    }

    /// <summary>
    /// Sends a request; <paramref name="edits"/> puts its id in place. False when the worker's end is closed: then the call was
    /// provably not started, and another worker may have it.
    /// </summary>
    public bool Send(WorkerCall call, ReadOnlySpan<byte> message, Span<Edit> edits)
    {
        _calls[call.Id] = call;
        var line = new EditedMessage(message, edits);
        var sent = _writer.TryWrite(EnvelopeRewriter.Length(message.Length, edits), line, static (output, line) => line.WriteTo(output));
        if (!sent && _calls.TryRemove(call.Id, out _))
        {
            if (_writer.IsCompleted)
                return false;
            call.Mailbox.Post(Mail.Failure(CallError.Overloaded(NotRead, RetryAfter)));
        }
        else if (Volatile.Read(ref _end) is { } end && _calls.TryRemove(call.Id, out _))
        {
            call.Lose(end);
        }
        return true;
    }

    /// <summary>Sends a message that has no answer.</summary>
    public void Send(ReadOnlySpan<byte> message) => _writer.TryWrite(message);

    /// <summary>Tells the worker that nobody waits any more. A real answer that still comes is dropped.</summary>
    public void Cancel(WorkerCall call, string reason)
    {
        if (!_calls.TryRemove(call.Id, out _))
            return;
        if (!call.IsOwn)
            Volatile.Write(ref _takenBackAt, Heard + 1);
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
            call.Lose(error);
            failed++;
        }
        return failed;
    }

    void ILineSink.OnLine(Span<byte> line)
    {
        Heard++;
        if (!Utf8.IsValid(line))
            line = Utf8Repair.Repair(line);
        var envelope = EnvelopeParser.Parse(line);
        switch (envelope.Kind)
        {
            case MessageKind.Response:
                OnAnswer(line, envelope);
                break;
            case MessageKind.Request:
                if (!events.OnRequest(line, envelope, this))
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
                OnInvalid(line, envelope);
                break;
        }
    }

    void ILineSink.OnOversizedLine(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, long length)
    {
        var found = FailUnreadable(OversizedMessage.FindId(head, tail), OversizedMessage.Error(length, maxMessage));
        events.OnOversizedMessage(length, found);
    }

    /// <summary>What is no message, but still can be seen to answer a call, ends that call: it would wait for ever.</summary>
    private void OnInvalid(ReadOnlySpan<byte> line, in Envelope envelope)
    {
        events.OnNoise(line, envelope.Fault!);
        if (line[0] == '{')
            FailUnreadable(OversizedMessage.FindId(line, line), CallError.InvalidAnswer(envelope.Fault!));
    }

    private bool FailUnreadable(long? id, CallError error) =>
        id is { } known && _calls.TryRemove(known, out var call) && call.Mailbox.Post(Mail.Failure(error));

    private void OnAnswer(ReadOnlySpan<byte> line, in Envelope envelope)
    {
        if (WorkerCall.TryParseId(envelope.Id.Of(line), out var id) && _calls.TryRemove(id, out var call))
        {
            if (!call.IsOwn)
                Answered++;
            call.Mailbox.Post(AnswerRewriter.Rewrite(line, envelope, call));
        }
    }

    private void OnNotification(ReadOnlySpan<byte> line, in Envelope envelope)
    {
        var handle = envelope.Method == Methods.Progress ? envelope.ProgressToken : envelope.SubscriptionId;
        if (!handle.IsPresent)
        {
            OnUnrelated(line, envelope);
            return;
        }
        // Progress after the answer is dropped: task tokens outlive their call, and the client has forgotten them.
        if (!WorkerCall.TryParseId(handle.Of(line), out var id) || !_calls.TryGetValue(id, out var call))
            return;
        var own = envelope.Method == Methods.Progress ? call.ClientToken : call.ClientId;
        Span<Edit> edits = [Edit.Replace(handle, own)];
        if (own.Length > 0)
            call.Mailbox.Post(Mail.Notification(EnvelopeRewriter.ToArray(line, edits)));
    }

    /// <summary>What names no call of ours, or not as progress does.</summary>
    private void OnUnrelated(ReadOnlySpan<byte> line, in Envelope envelope)
    {
        switch (envelope.Method)
        {
            case Methods.Progress:
                break;
            case Methods.LogMessage when OnlyOneThatWantsLog() is { } call:
                call.Mailbox.Post(Mail.Notification(EnvelopeRewriter.ToArray(line, [])));
                break;
            case Methods.Cancelled when WorkerCall.TryParseId(envelope.RequestId.Of(line), out var id)
                && _calls.TryGetValue(id, out var listening) && listening.Method == Methods.Listen && _calls.TryRemove(id, out _):
                // How a worker ends a subscription on its own (2026-07-28, basic/patterns/cancellation); it may end nothing else so.
                listening.Mailbox.Post(Mail.Of(MailKind.EndOfStream));
                break;
            default:
                events.OnNotification(line, envelope);
                break;
        }
    }

    /// <summary>
    /// On a pipe a log message does not say which call it is about. But a worker of 2026-07-28 may log for no call that has not asked for
    /// it (server/utilities/logging), so that while there is one such call it can be about no other.
    /// </summary>
    private WorkerCall? OnlyOneThatWantsLog()
    {
        WorkerCall? only = null;
        foreach (var (_, call) in _calls)
        {
            if (!call.WantsLog)
                continue;
            if (only is not null)
                return null;
            only = call;
        }
        return only;
    }
}
