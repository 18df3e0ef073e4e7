using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;

namespace Seaworthy.Hosting.Mcp;

/// <summary>
/// One request at the MCP endpoint and what became of it. It has two parts that end in either order: the HTTP exchange, which
/// the guard sees, and the SDK's handling of the message, which the message filter sees and which may outlive the former.
/// </summary>
internal sealed class McpExchange : IAsyncDisposable
{
    // Who gives the answer.
    private const int Nobody = 0;
    private const int Sdk = 1;
    private const int InItsPlace = 2;

    private static readonly AsyncLocal<McpExchange?> Flowing = new();

    private readonly HttpContext? _http;
    private readonly IHttpResponseBodyFeature? _response;
    private readonly EventBody? _body;
    private readonly EventResponse? _shown;
    private readonly IHeaderDictionary? _headers;
    private readonly InFlightCall? _counted;
    private readonly CancellationTokenSource _closing = new();
    private readonly TimeProvider _time;
    private readonly long _began;
    private McpHandling? _handling;
    private int _parts = 1;
    private int _joined;
    private int _answerer;
    private RateLimitLease? _place;
    private ITimer? _timer;
    private CancellationToken _aborted;
    private CancellationTokenRegistration _gone;
    private volatile bool _isOver;

    /// <summary>An exchange over HTTP.</summary>
    /// <param name="http">The request; its response body and its abortion go through this exchange from here on.</param>
    /// <param name="message">What was posted; null for a GET.</param>
    /// <param name="counted">The call in the account of the drain; null for what a drain does not wait for.</param>
    /// <param name="time">The clock.</param>
    public McpExchange(HttpContext http, PostedMessage? message, InFlightCall? counted, TimeProvider time) : this(counted, time)
    {
        (_http, Message) = (http, message);
        _response = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        (MayHoldHead, EndsWithAnswer) = (message?.Role == PostedRole.Call, message is { Ids: [_] });
        _body = new EventBody(_response, time, this);
        _shown = new EventResponse(_response, _body);
        http.Features.Set<IHttpResponseBodyFeature>(_shown);
        // The dictionary itself: a context that has gone back to its pool throws for whoever asks it, on the timer's thread.
        _headers = http.Response.Headers;
        _aborted = http.RequestAborted;
        _gone = http.RequestAborted.UnsafeRegister(static me => ((McpExchange)me!).OnClientGone(), this);
        http.RequestAborted = _closing.Token;
    }

    /// <summary>A message that did not come with a request of its own.</summary>
    public McpExchange(InFlightCall? counted, TimeProvider time)
    {
        (_counted, _time) = (counted, time);
        _began = time.GetTimestamp();
    }

    /// <summary>The exchange that the running code belongs to; flows from the guard through the SDK to the filters.</summary>
    public static McpExchange? Current { get => Flowing.Value; set => Flowing.Value = value; }

    /// <summary>What was posted.</summary>
    public PostedMessage? Message { get; }

    /// <summary>Whether the head of its response may wait a moment for the first event: a client that listens wants to know that it does.</summary>
    public bool MayHoldHead { get; }

    /// <summary>Whether its response ends with an answer, because it is one request.</summary>
    public bool EndsWithAnswer { get; }

    /// <summary>By what a cancellation finds it.</summary>
    public string? Key => Message?.Key;

    /// <summary>Whether a drain waits for it.</summary>
    public bool IsCounted => _counted is not null;

    /// <summary>Whether it is a call that people should hear of.</summary>
    public bool IsCall => IsCounted && Message is null or { Role: PostedRole.Call };

    /// <summary>Whether it has its answer, or needs none any more; what the SDK still writes is dropped.</summary>
    public bool IsSettled => Volatile.Read(ref _answerer) == InItsPlace;

    /// <summary>The error it ended with before the SDK could take part.</summary>
    public CallError? Refusal { get; private set; }

    /// <summary>Since when it is open.</summary>
    public TimeSpan Age => _time.GetElapsedTime(_began);

    /// <summary>What is being done, for people: <c>tools/call search_products</c>.</summary>
    public string What => Message?.What ?? _handling?.What ?? "a call";

    /// <summary>Whether the SDK has made a server for this request alone, which no message filter sees.</summary>
    public bool IsAlone { get; set; }

    /// <summary>Whether its handler was asked to stop.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>How long an event stream has been silent; zero for any other response.</summary>
    public TimeSpan Silence => !_isOver && IsEventStream && Volatile.Read(ref _answerer) == Nobody
        ? _body!.Silence
        : TimeSpan.Zero;

    /// <summary>Whether the head of the response was to be sent, and waits for the first event.</summary>
    public bool IsHeadHeld => _body is { IsHeadHeld: true };

    /// <summary>Holds a place, and lasts so long at most, until the call has ended; its handler may outlive the request.</summary>
    public void Bound(RateLimitLease? place, TimeSpan? limit)
    {
        _place = place;
        if (limit is { } most)
            _timer = _time.CreateTimer(state => _ = ((McpExchange)state!).FailAsync(CallError.Timeout(most)), this, most, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The SDK is about to answer; false when the call has its answer already, because JSON-RPC allows one.</summary>
    public bool TryAnswer(ModelContextProtocol.Protocol.JsonRpcMessageWithId answer) =>
        _handling is not { } handling || !handling.Answers(answer) || handling.IsOwn(answer) || AnswerBySdk();

    /// <summary>The SDK writes an answer; false when the call has another already.</summary>
    public bool MayBeAnswered() => _handling is not null || AnswerBySdk();

    private bool AnswerBySdk() => Interlocked.CompareExchange(ref _answerer, Sdk, Nobody) != InItsPlace;

    /// <summary>The SDK handles the message from here on; false when it has done so once already.</summary>
    public bool TryJoin(McpHandling handling)
    {
        if (Interlocked.Exchange(ref _joined, 1) != 0)
            return false;
        Interlocked.Increment(ref _parts);
        _handling = handling;
        return true;
    }

    /// <summary>A part has ended; true for the last one, which ends the call.</summary>
    public bool Leave()
    {
        if (Interlocked.Decrement(ref _parts) != 0)
            return false;
        if (AnswerBySdk())
            _counted?.End(CallFate.Answered);
        Release();
        return true;
    }

    /// <summary>Asks the handler to stop; what it still answers counts.</summary>
    public void Cancel()
    {
        IsCancelled = true;
        Handling?.Cancel();
    }

    /// <summary>The HTTP exchange is over: gives back what was taken from it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gone.DisposeAsync().ConfigureAwait(false);
        _isOver = true;
        try
        {
            // What was written and not flushed is in a buffer of the response that is taken away.
            if (!IsSettled)
                await _shown!.FlushAsync(_aborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The client is gone.
        }
        finally
        {
            // The next request on this connection has the same stream: nobody may write to it from here any more.
            await _body!.CloseAsync().ConfigureAwait(false);
            _http!.Features.Set(_response);
            _http.RequestAborted = _aborted;
        }
    }

    /// <summary>Says something between two events, if the client still listens.</summary>
    public Task SayAsync(ReadOnlyMemory<byte> text) => TellAsync(_body!.SayAsync(text));

    /// <summary>Sends the head of the response, if it still waits for the first event.</summary>
    public Task SendHeadAsync() => TellAsync(_body!.SendHeadAsync());

    private static async Task TellAsync(Task telling)
    {
        try
        {
            await telling.ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The client is gone, or the response is over: there is nobody to talk to.
        }
    }

    /// <summary>Answers with an error in the SDK's place, cancels the handler and lets the client go.</summary>
    public Task FailAsync(CallError error) =>
        SettleAsync(handling => handling.AnswerAsync(error), error, error.Outcome == CallOutcome.Unknown ? CallFate.Cut : CallFate.Abandoned);

    /// <summary>Ends <c>subscriptions/listen</c> with its result.</summary>
    /// <param name="notBegun">What its client is told when the SDK has not begun with it.</param>
    public Task EndListenAsync(CallError notBegun) => SettleAsync(static handling => handling.EndListenAsync(), notBegun, CallFate.Answered);

    /// <summary>Nobody waits for the answer any more.</summary>
    public void Abandon()
    {
        if (Interlocked.Exchange(ref _answerer, InItsPlace) == InItsPlace)
            return;
        Handling?.Cancel();
        End(CallFate.Abandoned);
        _ = _closing.CancelAsync();
    }

    /// <summary>Ends a stream: the SDK sees its client leave, and the client sees a whole response.</summary>
    public void EndStream()
    {
        Interlocked.Exchange(ref _answerer, InItsPlace);
        _ = _closing.CancelAsync();
    }

    /// <summary>Null until the SDK has begun with the request.</summary>
    private ICallHandling? Handling => _handling is null && IsAlone && IsEventStream && Message is { Ids: [var id] }
        ? new AloneHandling(_body!, id, _closing)
        : _handling;

    private bool IsEventStream => (string?)_headers?.ContentType == "text/event-stream";

    private async Task SettleAsync(Func<ICallHandling, Task> answer, CallError? error, CallFate fate)
    {
        if (Interlocked.CompareExchange(ref _answerer, InItsPlace, Nobody) != Nobody)
            return;
        try
        {
            if (Handling is { } handling)
            {
                try
                {
                    await answer(handling).ConfigureAwait(false);
                }
                finally
                {
                    handling.Cancel();
                }
                // The SDK would keep the response open until its handler heeds the cancellation.
                if (_body is not null)
                    await _body.EndAsync().ConfigureAwait(false);
            }
            else
            {
                Refusal = error;
                await _closing.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The client is gone.
        }
        finally
        {
            End(fate);
        }
    }

    /// <summary>The call has ended: it leaves the account, and its place to the next call.</summary>
    private void End(CallFate fate)
    {
        _counted?.End(fate);
        Release();
    }

    private void Release()
    {
        _timer?.Dispose();
        Interlocked.Exchange(ref _place, null)?.Dispose();
    }

    /// <summary>
    /// Up to 2025-11-25 a client with a session may come back for the answer, so a disconnect is no cancellation (basic/transports,
    /// "Sending Messages"); without a session, and since 2026-07-28, it is one.
    /// </summary>
    private void OnClientGone()
    {
        if (Message is { Session.Length: > 0, IsModern: false })
            _ = _closing.CancelAsync();
        else
            Abandon();
    }
}
