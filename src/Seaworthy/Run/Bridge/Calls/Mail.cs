using Seaworthy.Hosting.Contract;

namespace Seaworthy.Run.Bridge.Calls;

/// <summary>One thing that comes to a <see cref="Mailbox"/>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Message">The JSON-RPC message as the client is to see it: on one line, with the client's own id and token.</param>
/// <param name="ErrorCode">The code of the worker's JSON-RPC error, or 0 when the answer is a result.</param>
/// <param name="Error">The bridge's own error, of a <see cref="MailKind.Failure"/> or <see cref="MailKind.Lost"/>.</param>
internal readonly record struct Mail(MailKind Kind, byte[] Message, int ErrorCode = 0, CallError? Error = null)
{
    public static Mail Notification(byte[] message) => new(MailKind.Notification, message);

    public static Mail Answer(byte[] message, int errorCode = 0) => new(MailKind.Answer, message, errorCode);

    public static Mail Failure(CallError error) => new(MailKind.Failure, [], 0, error);

    public static Mail Lost(CallError error) => new(MailKind.Lost, [], 0, error);

    /// <summary>Something has come that is read elsewhere.</summary>
    public static Mail Arrival { get; } = Of(MailKind.Arrival);

    public static Mail Of(MailKind kind) => new(kind, []);

    /// <summary>Nothing follows it.</summary>
    public bool IsFinal => Kind is not (MailKind.Notification or MailKind.Arrival or MailKind.Silence or MailKind.Lost);
}
