using System.Globalization;
using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Http;

namespace Seaworthy.Run.Upstream;

/// <summary>
/// Everything that is no call: GET streams, notifications and answers, DELETE, well-known paths, a server's own pages. It takes
/// nobody's place at the worker, and passes while draining; but a stream is ended by a drain, because it would never end.
/// </summary>
internal sealed class Passage(UpstreamContext upstream, HttpContext http, PostedMessage? message = null, TaskTalk? talk = null)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly CallEnding _ending = new();
    private readonly ClientAnswer _answer = new(http);
    private bool _isStream;
    private InFlightCall? _counted;
    private UpstreamWorker? _visited;

    private IReadOnlyList<byte[]> Ids => message?.Ids ?? [];

    /// <summary>A stream from the start: it is not counted, and a drain ends it.</summary>
    public async Task StreamAsync()
    {
        using var draining = BecomeStream();
        await RunAsync().ConfigureAwait(false);
    }

    /// <summary>A request with an end, which a drain waits for; unless its response turns out to be a stream.</summary>
    public async Task OnceAsync()
    {
        _counted = upstream.Calls.BeginContinuation();
        try
        {
            await RunAsync().ConfigureAwait(false);
        }
        finally
        {
            _counted.End(_ending.Reason == EndReason.Shutdown ? CallFate.Cut : CallFate.Answered);
        }
    }

    private async Task RunAsync()
    {
        using var gone = http.RequestAborted.UnsafeRegister(static me => ((Passage)me!)._ending.Set(EndReason.ClientGone), this);
        using var cut = upstream.Lifecycle.Answering.UnsafeRegister(static me => ((Passage)me!)._ending.Set(EndReason.Shutdown), this);
        var admission = await upstream.FindWorkerAsync(upstream.OwnerOf(http.Request) ?? talk?.Owner, _ending.Token).ConfigureAwait(false);
        if (admission.Worker is not UpstreamWorker worker)
        {
            await EndAsync(admission.Error).ConfigureAwait(false);
            return;
        }
        _visited = worker;
        // A stream would never end, and must not keep its worker from leaving.
        if (_isStream)
            Depart();
        try
        {
            using var closing = worker.Closing.UnsafeRegister(static me => ((Passage)me!)._ending.Set(EndReason.WorkerLost), this);
            await ForwardAsync(worker).ConfigureAwait(false);
        }
        finally
        {
            Depart();
        }
    }

    private void Depart()
    {
        if (Interlocked.Exchange(ref _visited, null) is { } worker)
            upstream.Pool.Depart(worker);
    }

    private async Task ForwardAsync(UpstreamWorker worker)
    {
        try
        {
            using var request = ForwardedRequest.Create(http, worker.Target, message?.Body);
            using var response = await worker.Client.SendAsync(request, _ending.Token).ConfigureAwait(false);
            await (talk is null ? RelayAsync(response) : RelayTalkAsync(response, talk, worker)).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (e.InnerException is BadHttpRequestException bad && !_answer.HasStarted)
        {
            // The client's body was too long, too slow or broken off.
            http.Response.StatusCode = bad.StatusCode;
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            await EndAsync(CallError.WorkerUnavailable(e.Message, RetryAfter)).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            await EndAsync(CallError.WorkerUnavailable("it is being stopped", RetryAfter)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            await EndAsync(await worker.ExplainAsync(e.Message).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private async Task RelayAsync(HttpResponseMessage response)
    {
        var source = await response.Content.ReadAsStreamAsync(_ending.Token).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var isEventStream = AnswerRelay.IsEventStream(response);
            using var draining = isEventStream && !_isStream && Ids.Count == 0 ? BecomeStream() : default;
            await _answer.StartAsync(response, isEventStream).ConfigureAwait(false);
            if (!isEventStream)
            {
                await RawRelay.RunAsync(source, _answer, _ending.Token).ConfigureAwait(false);
                return;
            }
            using var room = new HeldRoom(upstream.Limits.Memory, upstream.Target.MaxMessage);
            var relay = new EventRelay(source, _answer, new EventScanner(room, static _ => { }));
            while (await relay.MoveAsync(_ending.Token).ConfigureAwait(false))
            {
                // Each move passes on what came.
            }
        }
    }

    private async Task RelayTalkAsync(HttpResponseMessage response, TaskTalk tasks, UpstreamWorker worker)
    {
        using var room = new HeldRoom(upstream.Limits.Memory, upstream.Target.MaxMessage);
        var relay = new AnswerRelay(_answer, message!, room) { Listener = answer => tasks.Hear(answer, worker) };
        await relay.RunAsync(response, static () => { }, _ending.Token).ConfigureAwait(false);
    }

    private CancellationTokenRegistration BecomeStream()
    {
        _isStream = true;
        _counted?.End(CallFate.Abandoned);
        Depart();
        // A stream that is resumed may bring the answer of a call in flight: it lives as long as the server.
        return http.Request.Headers.ContainsKey("Last-Event-ID")
            ? default
            : upstream.Lifecycle.Draining.UnsafeRegister(static me => ((Passage)me!)._ending.Set(EndReason.Draining), this);
    }

    private Task EndAsync(CallError? error)
    {
        if (_ending.Reason == EndReason.ClientGone)
            return Task.CompletedTask;
        if (message is { Role: PostedRole.Listen, Ids: [var id] } && (_answer.HasStarted || _ending.Reason is EndReason.Draining or EndReason.WorkerLost))
            return _answer.EndStreamAsync(ListenResult.Write(id));
        if (_isStream && (_answer.HasStarted || _ending.Reason is EndReason.Draining or EndReason.WorkerLost))
            return _answer.EndStreamAsync(upstream.Lifecycle.SaysClose ? upstream.Lifecycle.ExpectedDowntime : RetryAfter);
        error = _ending.Reason == EndReason.Shutdown ? CallError.Shutdown(upstream.Lifecycle.Budget.Total) : error ?? CallError.WorkerLost("it was stopped");
        return error.Outcome == CallOutcome.Unknown && Ids.Count == 0 && !_answer.HasStarted
            ? BadGatewayAsync(error)
            : _answer.FailAsync(Ids, error);
    }

    /// <summary>No call, so that no JSON-RPC client reads the error: the status has to say it.</summary>
    private Task BadGatewayAsync(CallError error)
    {
        http.Response.StatusCode = StatusCodes.Status502BadGateway;
        http.Response.ContentType = "text/plain";
        return _answer.WriteAsync(System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{error.Message}\n"))).AsTask();
    }
}
