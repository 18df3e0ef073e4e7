using System.Net;
using System.Text.Unicode;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Upstream;

/// <summary>Passes the server's response to a call on, and knows which of its requests have been answered by it.</summary>
internal sealed class AnswerRelay(ClientAnswer answer, PostedMessage message, HeldRoom room)
{
    private readonly List<byte[]> _unanswered = [.. message.Ids];
    private EventScanner? _scanner;

    /// <summary>Hears each answer that can be read, before the client has it.</summary>
    public Action<ReadOnlySpan<byte>>? Listener { get; init; }

    /// <summary>Ids of requests that have no answer yet.</summary>
    public IReadOnlyList<byte[]> Unanswered => _unanswered;

    /// <summary>Every request has its answer, and it was passed on.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>The client can take the stream up again where it ended.</summary>
    public bool IsResumable => _scanner is { IsResumable: true };

    /// <param name="response">The server's response.</param>
    /// <param name="onPiece">Called after each piece that was passed on.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>False when the response ended without an answer, and without a way to get it later.</returns>
    public async Task<bool> RunAsync(HttpResponseMessage response, Action onPiece, CancellationToken cancellation)
    {
        var source = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            if (IsEventStream(response))
                return await RelayEventsAsync(response, source, onPiece, cancellation).ConfigureAwait(false);
            if (message.Ids.Count > 0 && response.StatusCode == HttpStatusCode.OK)
                return await RelayWholeAsync(response, source, cancellation).ConfigureAwait(false);
            await answer.StartAsync(response, isEventStream: false).ConfigureAwait(false);
            await RawRelay.RunAsync(source, answer, cancellation).ConfigureAwait(false);
            return true;
        }
    }

    public static bool IsEventStream(HttpResponseMessage response) =>
        string.Equals(response.Content.Headers.ContentType?.MediaType, "text/event-stream", StringComparison.OrdinalIgnoreCase);

    private async Task<bool> RelayEventsAsync(HttpResponseMessage response, Stream source, Action onPiece, CancellationToken cancellation)
    {
        _scanner = new EventScanner(room, OnMessage);
        await answer.StartAsync(response, isEventStream: true).ConfigureAwait(false);
        var relay = new EventRelay(source, answer, _scanner);
        while (await relay.MoveAsync(cancellation).ConfigureAwait(false))
        {
            IsAnswered |= message.Ids.Count > 0 && _unanswered.Count == 0;
            onPiece();
        }
        return _unanswered.Count == 0 || _scanner.IsResumable || _scanner.HasPassedUnread;
    }

    /// <summary>
    /// One JSON object is of no use before its end, so that it is held until it is whole: when the server dies over it, the
    /// client gets an error in its place. One that is longer than a message may be passes as it comes.
    /// </summary>
    private async Task<bool> RelayWholeAsync(HttpResponseMessage response, Stream source, CancellationToken cancellation)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await source.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0 && room.TryResize(whole.Length + read))
            whole.Write(buffer, 0, read);
        if (whole.Length + read == 0)
            return false;
        if (read == 0)
            Listener?.Invoke(whole.GetBuffer().AsSpan(0, (int)whole.Length));
        await answer.StartAsync(response, isEventStream: false).ConfigureAwait(false);
        await answer.WriteAsync(whole.GetBuffer().AsMemory(0, (int)whole.Length)).ConfigureAwait(false);
        if (read == 0)
            return true;
        await answer.WriteAsync(buffer.AsMemory(0, read)).ConfigureAwait(false);
        await RawRelay.RunAsync(source, answer, cancellation).ConfigureAwait(false);
        return true;
    }

    private void OnMessage(ReadOnlySpan<byte> data)
    {
        if (_unanswered.Count == 0 || !Utf8.IsValid(data))
            return;
        var envelope = EnvelopeParser.Parse(data);
        if (envelope.Kind == MessageKind.Response)
        {
            Listener?.Invoke(data);
            Strike(envelope.Id.Of(data));
        }
        else if (envelope.Kind == MessageKind.Batch)
        {
            StrikeAll(data);
        }
    }

    private void StrikeAll(ReadOnlySpan<byte> batch)
    {
        foreach (var (start, length) in BatchSplitter.Split(batch))
            OnMessage(batch.Slice(start, length));
    }

    private void Strike(ReadOnlySpan<byte> id)
    {
        if (id.IsEmpty)
            return;
        var key = RequestKey.Of(id);
        _unanswered.RemoveAll(unanswered => RequestKey.Of(unanswered) == key);
    }
}
