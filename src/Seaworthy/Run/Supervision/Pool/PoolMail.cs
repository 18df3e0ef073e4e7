using System.Threading.Channels;

namespace Seaworthy.Run.Supervision.Pool;

/// <summary>Where exits, timers, signals and watches leave what they saw, and the supervisor's loop picks it up.</summary>
internal sealed class PoolMail
{
    private readonly Channel<PoolLetter> _letters = Channel.CreateUnbounded<PoolLetter>(new() { SingleReader = true });

    /// <summary>Never blocks.</summary>
    public void Post(PoolLetter letter) => _letters.Writer.TryWrite(letter);

    public ValueTask<PoolLetter> ReadAsync() => _letters.Reader.ReadAsync(CancellationToken.None);
}
