using System.Text;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Revisions;

namespace Seaworthy.Run.Supervision;

/// <summary>
/// The first words with a worker. <c>server/discover</c> comes first, as the specification has it (2026-07-28, basic/transports/stdio,
/// "Backward Compatibility"), because <c>initialize</c> pins a server that speaks both to the older protocol. One that refuses it, or
/// says nothing, is initialised; one that ends is started again and then initialised.
/// </summary>
internal sealed class Handshake(WorkerPipe pipe, StdioPlan plan, TimeProvider time)
{
    /// <summary>How long a server that says nothing may be slow to start; then it is one that waits for <c>initialize</c>.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const string LostReason = "worker_lost";

    /// <summary>It has been asked <c>server/discover</c>, and nothing else, without any knowledge of it.</summary>
    public bool IsGuessing { get; private set; }

    /// <summary>Who this worker is.</summary>
    /// <exception cref="HandshakeException">It answered, but with an error or something unusable.</exception>
    public async Task<WorkerIdentity> RunAsync(CancellationToken cancellation)
    {
        var isOlder = plan.Revision is null ? plan.Era.IsModern == false : plan.Revision != ProtocolRevision.R20260728;
        using var discovering = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var discovery = isOlder ? null : AskAsync(Methods.Discover, ModernMeta.OwnParams, discovering.Token);
        try
        {
            var identity = await (discovery is null ? InitializeAsync(null, cancellation) : DiscoverAsync(discovery, cancellation)).ConfigureAwait(false);
            plan.Era.IsModern = identity.IsModern;
            return identity;
        }
        finally
        {
            await discovering.CancelAsync().ConfigureAwait(false);
            if (discovery is not null)
                await ((Task)discovery).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<WorkerIdentity> DiscoverAsync(Task<Mail> discovery, CancellationToken cancellation)
    {
        if (plan.Revision is null && plan.Era.IsModern is null)
        {
            IsGuessing = true;
            await Task.WhenAny(discovery, Task.Delay(Patience, time, cancellation)).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            if (!discovery.IsCompleted)
                return await InitializeAsync(discovery, cancellation).ConfigureAwait(false);
        }
        var answer = await discovery.ConfigureAwait(false);
        IsGuessing = false;
        if (Discovered(answer) is { } identity)
            return identity;
        if (plan.Revision is not null)
            throw new HandshakeException($"it answered server/discover with {Text(answer)}");
        return await InitializeAsync(discovery, cancellation).ConfigureAwait(false);
    }

    private async Task<WorkerIdentity> InitializeAsync(Task<Mail>? discovery, CancellationToken cancellation)
    {
        IsGuessing = false;
        var asked = plan.Revision ?? ProtocolRevision.NewestWithSessions;
        var answer = await AskAsync(Methods.Initialize,
            $$$"""{"protocolVersion":"{{{asked}}}","capabilities":{},"clientInfo":{"name":"seaworthy","version":"{{{plan.Version}}}"}}""",
            cancellation).ConfigureAwait(false);
        if (answer.ErrorCode == 0)
        {
            var identity = TryIdentify(answer, isModern: false) ?? throw new HandshakeException($"its handshake result is of no use: {Text(answer)}");
            pipe.Send("""{"jsonrpc":"2.0","method":"notifications/initialized"}"""u8);
            return identity;
        }
        var discovered = await (discovery ?? AskAsync(Methods.Discover, ModernMeta.OwnParams, cancellation)).ConfigureAwait(false);
        return Discovered(discovered)
            ?? throw new HandshakeException($"it answered initialize with {Text(answer)} and server/discover with {Text(discovered)}");
    }

    private async Task<Mail> AskAsync(string method, string parameters, CancellationToken cancellation)
    {
        var answer = await WorkerQuestion.AskAsync(pipe, method, parameters, time, cancellation).ConfigureAwait(false);
        if (answer is not { } mail || mail.Error is { Reason: LostReason })
            throw new HandshakeException("it closed its standard input before it answered its handshake") { IsLost = true };
        return mail.Error is { } error ? throw new HandshakeException(error.Message) : mail;
    }

    /// <summary>Null when it was an error, or the result of a server that answers anything with something.</summary>
    private static WorkerIdentity? Discovered(Mail answer) =>
        answer.ErrorCode == 0 && TryIdentify(answer, isModern: true) is { } identity && identity.Supports(ProtocolRevision.R20260728) ? identity : null;

    /// <summary>Null when the result is no object, or has half of a surrogate pair where there should be text.</summary>
    private static WorkerIdentity? TryIdentify(Mail answer, bool isModern)
    {
        var result = EnvelopeParser.Parse(answer.Message).Result.Of(answer.Message);
        try
        {
            return result is [(byte)'{', ..] ? new WorkerIdentity(isModern, result.ToArray()) : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Text(Mail mail) => Encoding.UTF8.GetString(mail.Message);
}
