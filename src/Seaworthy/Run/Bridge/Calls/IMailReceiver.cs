namespace Seaworthy.Run.Bridge.Calls;

/// <summary>Somebody whom a worker's messages are for. Called by the pipe's reader; must not block.</summary>
internal interface IMailReceiver
{
    /// <summary>False when nothing more is taken.</summary>
    bool Post(Mail mail);
}
