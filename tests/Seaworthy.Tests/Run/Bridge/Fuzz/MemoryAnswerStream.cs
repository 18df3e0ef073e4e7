using System.Text;

namespace Seaworthy.Tests.Run.Bridge.Fuzz;

/// <summary>Takes a response, and hangs up on one that would stay open for ever: an acknowledged subscription.</summary>
internal sealed class MemoryAnswerStream(CancellationTokenSource hangUp) : MemoryStream
{
    public string Text => Encoding.UTF8.GetString(ToArray());

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        base.Write(buffer);
        HangUpOnSubscription(buffer);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        base.Write(buffer.Span);
        HangUpOnSubscription(buffer.Span);
        return default;
    }

    private void HangUpOnSubscription(ReadOnlySpan<byte> written)
    {
        if (written.IndexOf("notifications/subscriptions/acknowledged"u8) >= 0)
            hangUp.CancelAfter(TimeSpan.Zero);
    }
}
