using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>Where what belongs to a call goes: the response of its POST, a part of that of a batch, or the one stream of 2024-11-05.</summary>
internal interface ICallResponse
{
    /// <summary>Whether it takes anything but the answer.</summary>
    bool IsStream { get; }

    /// <summary>Writes one piece of mail; flushes unless more is waiting already.</summary>
    ValueTask WriteAsync(Mail mail, bool moreIsWaiting);
}
