using System.Text;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Limits;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Revisions;

namespace Seaworthy.Run.Supervision;

/// <summary>
/// The first words with a worker. <c>initialize</c> comes first, because servers of the older revisions may exit on
/// anything else; a server that refuses it is asked by <c>server/discover</c>.
/// </summary>
internal sealed class Handshake(WorkerPipe pipe, string? revision, string version, TimeProvider time)
{
    /// <summary>A worker says little before it is ready, and its lines are bounded.</summary>
    private static readonly MemoryBudget Unbounded = new(long.MaxValue);

    private const string LostReason = "worker_lost";

    /// <summary>Who this worker is.</summary>
    /// <exception cref="HandshakeException">It answered, but with an error or something unusable.</exception>
    public async Task<WorkerIdentity> RunAsync(CancellationToken cancellation)
    {
        if (revision == ProtocolRevision.R20260728)
            return await DiscoverAsync(null, cancellation).ConfigureAwait(false);
        var asked = revision ?? ProtocolRevision.NewestWithSessions;
        var answer = await AskAsync(Methods.Initialize,
            $$$"""{"protocolVersion":"{{{asked}}}","capabilities":{},"clientInfo":{"name":"seaworthy","version":"{{{version}}}"}}""",
            cancellation).ConfigureAwait(false);
        if (answer.ErrorCode != 0)
            return await DiscoverAsync(Text(answer), cancellation).ConfigureAwait(false);
        var identity = Identify(answer, isModern: false);
        pipe.Send("""{"jsonrpc":"2.0","method":"notifications/initialized"}"""u8);
        return identity;
    }

    private async Task<WorkerIdentity> DiscoverAsync(string? refusal, CancellationToken cancellation)
    {
        var answer = await AskAsync(Methods.Discover, ModernMeta.OwnParams, cancellation).ConfigureAwait(false);
        if (answer.ErrorCode == 0)
            return Identify(answer, isModern: true);
        throw new HandshakeException(refusal is null
            ? $"it answered server/discover with {Text(answer)}"
            : $"it answered initialize with {refusal} and server/discover with {Text(answer)}");
    }

    private async Task<Mail> AskAsync(string method, string parameters, CancellationToken cancellation)
    {
        using var mailbox = new Mailbox(Unbounded, time, Timeout.InfiniteTimeSpan);
        var id = WorkerPipe.NextId();
        var request = Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""");
        var call = new WorkerCall(id, method, "0"u8.ToArray(), [], AnswerShape.Unchanged, mailbox);
        if (!pipe.Send(call, request, []))
            throw Lost();
        while (true)
        {
            var mail = await mailbox.NextAsync().AsTask().WaitAsync(cancellation).ConfigureAwait(false);
            if (mail.Error is { Reason: LostReason })
                throw Lost();
            if (mail.Error is { } error)
                throw new HandshakeException(error.Message);
            if (mail.Kind == MailKind.Answer)
                return mail;
        }
    }

    private static HandshakeException Lost() => new("it closed its standard input before it answered its handshake") { IsLost = true };

    private static WorkerIdentity Identify(Mail answer, bool isModern)
    {
        var result = EnvelopeParser.Parse(answer.Message).Result.Of(answer.Message);
        if (result is not [(byte)'{', ..])
            throw new HandshakeException($"its handshake result is no object: {Text(answer)}");
        try
        {
            return new WorkerIdentity(isModern, result.ToArray());
        }
        catch (InvalidOperationException)
        {
            // What the JSON reader throws for half of a surrogate pair in a string that is read as text.
            throw new HandshakeException("a string in its handshake result is not valid Unicode");
        }
    }

    private static string Text(Mail mail) => Encoding.UTF8.GetString(mail.Message);
}
