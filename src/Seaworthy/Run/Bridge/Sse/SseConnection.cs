using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Bridge.Sessions;

namespace Seaworthy.Run.Bridge.Sse;

/// <summary>The one stream of a client of 2024-11-05: all that the server says goes here, answers included; it ends with the client's session.</summary>
internal sealed class SseConnection(BridgeContext bridge, HttpContext http) : IAsyncDisposable
{
    private readonly Mailbox _mailbox = new(bridge.Limits.Memory, bridge.Time, bridge.Rules.KeepAliveAfter);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly EventStream _stream = EventStream.Start(http.Response);
    private long _after;
    private bool _isClosed;

    /// <summary>Names it in the address that its client posts to; not to be guessed.</summary>
    public string Id { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    /// <summary>Its session, once the client has initialised it.</summary>
    public Session? Session { get; private set; }

    /// <summary>Everything that belongs to no call comes here from now on.</summary>
    public void Join(Session session)
    {
        Session = session;
        session.Streams.Own.Attach(_mailbox);
        _mailbox.Post(Mail.Arrival);
    }

    /// <summary>Announces the address, and writes until one side ends it.</summary>
    public async Task RunAsync(string messagePath)
    {
        using var gone = http.RequestAborted.UnsafeRegister(static box => ((Mailbox)box!).Post(Mail.Of(MailKind.ClientGone)), _mailbox);
        using var draining = bridge.Lifecycle.Draining.UnsafeRegister(static box => ((Mailbox)box!).Post(Mail.Arrival), _mailbox);
        _stream.WriteNamed("endpoint", $"{messagePath}?sessionId={Id}");
        await _stream.FlushAsync().ConfigureAwait(false);
        while (true)
        {
            var mail = await _mailbox.NextAsync().ConfigureAwait(false);
            _mailbox.ExpectWithin(bridge.Rules.KeepAliveAfter);
            if (mail.IsFinal || !await WriteWaitingAsync(mail.Kind == MailKind.Silence).ConfigureAwait(false))
                return;
            // What is in flight is answered here: only a stream without calls ends when the server drains.
            if (bridge.Lifecycle.IsRefusing && Session is not { Calls.IsEmpty: false })
                return;
        }
    }

    /// <summary>Writes an answer, or what belongs to a call.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> message)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            // Calls outlive their client, and the response is somebody else's by then.
            if (_isClosed)
                return;
            await _stream.WriteMessageAsync(message).ConfigureAwait(false);
            await _stream.FlushAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException && http.RequestAborted.IsCancellationRequested)
        {
            // The client is gone, and its session ends.
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A call has ended: when the server drains, it may have been the last.</summary>
    public void OnCallEnded() => _mailbox.Post(Mail.Arrival);

    /// <summary>Writes nothing any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        _isClosed = true;
        _turn.Release();
        Session?.Streams.Own.Detach(_mailbox);
        _mailbox.Dispose();
    }

    private async Task<bool> WriteWaitingAsync(bool isSilence)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            foreach (var each in Session?.Streams.Own.After(_after) ?? [])
            {
                await _stream.WriteMessageAsync(each.Message).ConfigureAwait(false);
                _after = each.Number;
            }
            if (isSilence)
                _stream.WriteKeepAlive();
            return await _stream.FlushAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
