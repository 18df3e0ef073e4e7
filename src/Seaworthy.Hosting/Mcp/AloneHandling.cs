using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Http;

namespace Seaworthy.Hosting.Mcp;

/// <summary>
/// The handling of a request for which the SDK makes a server of its own, as it does without sessions: it is cancelled with the
/// request, and its response is an event stream that carries one answer.
/// </summary>
/// <param name="body">The response.</param>
/// <param name="id">The id of the request.</param>
/// <param name="closing">Ends the request for the SDK, which then cancels the handler.</param>
internal sealed class AloneHandling(EventBody body, byte[] id, CancellationTokenSource closing) : ICallHandling
{
    /// <inheritdoc/>
    public void Cancel() => _ = closing.CancelAsync();

    /// <inheritdoc/>
    public Task AnswerAsync(CallError error) => body.EndAsync(AnswerEvent.Write(ErrorMessage.Write(id, error).Span));

    /// <inheritdoc/>
    public Task EndListenAsync() => body.EndAsync(AnswerEvent.Write(ListenResult.Write(id).Span));
}
