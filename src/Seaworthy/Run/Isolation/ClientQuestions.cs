using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Run.Isolation;

/// <summary>
/// What a session's worker has asked its client and is not answered yet: sampling, elicitation, roots. The questions get ids of
/// ours, because the next worker of the session counts from the beginning again, and a late answer must not meet its question.
/// </summary>
internal sealed class ClientQuestions
{
    /// <summary>More than any client has open; a worker that asks and asks is told so.</summary>
    private const int Max = 256;

    private readonly ConcurrentDictionary<long, (WorkerPipe Pipe, byte[] Id)> _open = new();
    private long _last;

    public bool IsEmpty => _open.IsEmpty;

    /// <summary>The question as the client is to see it; null when there are too many.</summary>
    public byte[]? Add(ReadOnlySpan<byte> line, in Envelope envelope, WorkerPipe pipe)
    {
        if (_open.Count >= Max)
            return null;
        var number = Interlocked.Increment(ref _last);
        _open[number] = (pipe, envelope.Id.Of(line).ToArray());
        Span<Edit> edits = [Edit.Replace(envelope.Id, Write(number))];
        return EnvelopeRewriter.ToArray(line, edits);
    }

    /// <summary>Gives a client's answer to the worker that asked; false when nobody did, or does no longer.</summary>
    public bool TryAnswer(ReadOnlySpan<byte> message, in Envelope envelope)
    {
        if (!WorkerCall.TryParseId(envelope.Id.Of(message), out var number) || !_open.TryRemove(number, out var question))
            return false;
        Span<Edit> edits = [Edit.Replace(envelope.Id, question.Id)];
        question.Pipe.Send(EnvelopeRewriter.ToArray(message, edits));
        return true;
    }

    /// <summary>The worker takes a question back: the message as the client is to see it.</summary>
    public bool TryWithdraw(ReadOnlySpan<byte> line, in Envelope envelope, [NotNullWhen(true)] out byte[]? message)
    {
        message = null;
        var id = RequestKey.Of(envelope.RequestId.Of(line));
        foreach (var (number, question) in _open)
        {
            if (RequestKey.Of(question.Id) != id || !_open.TryRemove(number, out _))
                continue;
            Span<Edit> edits = [Edit.Replace(envelope.RequestId, Write(number))];
            message = EnvelopeRewriter.ToArray(line, edits);
            return true;
        }
        return false;
    }

    /// <summary>The worker is gone: what the client is told, so that nobody is asked for an answer that goes nowhere.</summary>
    public IReadOnlyList<byte[]> Abandon()
    {
        var messages = new List<byte[]>();
        foreach (var number in _open.Keys)
        {
            if (_open.TryRemove(number, out _))
                messages.Add(CancelledMessage.Write(Write(number), "the server process has ended").ToArray());
        }
        return messages;
    }

    private static byte[] Write(long number) => Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}
