using System.Text;
using Microsoft.Extensions.Time.Testing;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Bridge.Calls;

/// <summary>A call of a client, sent to a fake worker.</summary>
internal sealed class TestCall : IDisposable
{
    private readonly Mailbox _mailbox = new(Room.Plenty, new FakeTimeProvider(), Timeout.InfiniteTimeSpan);

    public TestCall(WorkerPipe pipe, string id, string? token = null, bool wantsLog = false, string method = "tools/call")
    {
        var meta = token is null ? "" : $$$"""{"progressToken":{{{token}}}}""";
        var message = Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"{{{method}}}","params":{"name":"t"{{{(token is null ? "" : ",\"_meta\":" + meta)}}}}}""");
        var envelope = EnvelopeParser.Parse(message);
        Call = new WorkerCall(WorkerPipe.NextId(), method, Encoding.UTF8.GetBytes(id), Encoding.UTF8.GetBytes(token ?? ""),
            AnswerShape.Unchanged, _mailbox)
        { WantsLog = wantsLog };
        Edit[] edits = [Edit.Replace(envelope.Id, Call.IdBytes), Edit.Replace(envelope.ProgressToken, Call.IdBytes)];
        WasSent = pipe.Send(Call, message, token is null ? edits.AsSpan(0, 1) : edits);
    }

    public WorkerCall Call { get; }

    public bool WasSent { get; }

    public async Task<Mail> NextAsync() => await _mailbox.NextAsync().AsTask().WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>The next mail, which must have come already.</summary>
    public Mail Next() => _mailbox.TryNext(out var mail) ? mail : throw new InvalidOperationException("No mail has come.");

    public bool HasMail => _mailbox.TryNext(out _);

    public void Dispose() => _mailbox.Dispose();
}
