using System.Text;
using System.Text.Json;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Revisions;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Isolation;

/// <summary>Introduces a client to a process, in the client's own words.</summary>
internal sealed class Greeting(WorkerPipe pipe, Introduction introduction, TimeProvider time)
{
    private const string Lost = "worker_lost";

    /// <summary>The answer, result or error.</summary>
    /// <exception cref="HandshakeException">None came.</exception>
    public async Task<Mail> InitializeAsync(CancellationToken cancellation) =>
        await AskAsync(Methods.Initialize, introduction.Parameters, cancellation).ConfigureAwait(false);

    /// <summary>Who the process is, by its answer.</summary>
    /// <exception cref="HandshakeException">It would not have this client, or says nothing of use.</exception>
    public static WorkerIdentity Identify(Mail answer)
    {
        var result = EnvelopeParser.Parse(answer.Message).Result.Of(answer.Message);
        if (answer.ErrorCode != 0 || result is not [(byte)'{', ..])
            throw new HandshakeException($"it answered initialize with {Encoding.UTF8.GetString(answer.Message)}");
        try
        {
            return new WorkerIdentity(isModern: false, result.ToArray());
        }
        catch (InvalidOperationException)
        {
            // What the JSON reader throws for half of a surrogate pair in a string that is read as text.
            throw new HandshakeException("a string in its handshake result is not valid Unicode");
        }
    }

    /// <summary>What the client has said since: that it is initialised, its log level, its subscriptions.</summary>
    public async Task ReplayAsync(Action<string, string> onRefusal, CancellationToken cancellation)
    {
        pipe.Send("""{"jsonrpc":"2.0","method":"notifications/initialized"}"""u8);
        if (introduction.LogLevel is { } level)
            await RepeatAsync(Methods.SetLogLevel, level).ConfigureAwait(false);
        foreach (var uri in introduction.Subscriptions)
            await RepeatAsync(Methods.ResourcesSubscribe, $$"""{"uri":"{{JsonEncodedText.Encode(uri)}}"}""").ConfigureAwait(false);

        async Task RepeatAsync(string method, string parameters)
        {
            var answer = await AskAsync(method, parameters, cancellation).ConfigureAwait(false);
            if (answer.ErrorCode != 0)
                onRefusal(method, Encoding.UTF8.GetString(answer.Message));
        }
    }

    private async Task<Mail> AskAsync(string method, string parameters, CancellationToken cancellation)
    {
        var answer = await WorkerQuestion.AskAsync(pipe, method, parameters, time, cancellation).ConfigureAwait(false);
        if (answer is not { } mail || mail.Error is { Reason: Lost })
            throw new HandshakeException("it closed its standard input before it answered its handshake") { IsLost = true };
        return mail.Error is { } error ? throw new HandshakeException(error.Message) : mail;
    }
}
