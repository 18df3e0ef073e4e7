using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Run.Bridge.Calls;

/// <summary>A request that a worker has, and what is needed to give its answer back to whoever asked.</summary>
internal sealed class WorkerCall(long id, string method, byte[] clientId, byte[] clientToken, AnswerShape shape, IMailReceiver mailbox)
{
    /// <summary>The id under which the worker knows it; also its progress token there.</summary>
    public long Id { get; } = id;

    /// <summary><see cref="Id"/> as JSON.</summary>
    public byte[] IdBytes { get; } = Encoding.ASCII.GetBytes(id.ToString(CultureInfo.InvariantCulture));

    public string Method { get; } = method;

    /// <summary>The client's id as it wrote it, quotes included.</summary>
    public byte[] ClientId { get; } = clientId;

    /// <summary>The client's progress token as it wrote it; empty when it gave none.</summary>
    public byte[] ClientToken { get; } = clientToken;

    /// <summary>What is added to the answer for a client of another era than the worker's.</summary>
    public AnswerShape Shape { get; } = shape;

    /// <summary>The client asked for the log messages of this call (2026-07-28, <c>logLevel</c>).</summary>
    public bool WantsLog { get; init; }

    public IMailReceiver Mailbox { get; } = mailbox;

    /// <summary>Whoever waits for it decides what follows when its worker dies.</summary>
    public bool MayMoveOn { get; init; }

    /// <summary>Asked by the bridge and by no client.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Its worker is gone.</summary>
    public void Lose(CallError error) => Mailbox.Post(MayMoveOn ? Mail.Lost(error) : Mail.Failure(error));

    /// <summary>The id in an answer; some servers turn a number into a string on the way back.</summary>
    public static bool TryParseId(ReadOnlySpan<byte> json, out long id)
    {
        if (json is [(byte)'"', .., (byte)'"'])
            json = json[1..^1];
        return Utf8Parser.TryParse(json, out id, out var read) && read == json.Length;
    }
}
