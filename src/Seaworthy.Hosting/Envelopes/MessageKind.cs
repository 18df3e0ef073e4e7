namespace Seaworthy.Hosting.Envelopes;

/// <summary>What a JSON-RPC message is, by the members it has.</summary>
internal enum MessageKind
{
    /// <summary>Not a JSON-RPC 2.0 message.</summary>
    Invalid,

    /// <summary>Has a method and an id.</summary>
    Request,

    /// <summary>Has a method and no id.</summary>
    Notification,

    /// <summary>Has an id and a result or an error.</summary>
    Response,

    /// <summary>An array of messages (2025-03-26 only).</summary>
    Batch,
}
