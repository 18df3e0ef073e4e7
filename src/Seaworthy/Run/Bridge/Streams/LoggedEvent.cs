namespace Seaworthy.Run.Bridge.Streams;

/// <summary>A message that was written to an event stream, or is to be.</summary>
internal readonly record struct LoggedEvent(long Number, byte[] Message)
{
    /// <summary>What an event takes besides its message, about.</summary>
    private const int Overhead = 64;

    public long Bytes => Message.Length + Overhead;
}
