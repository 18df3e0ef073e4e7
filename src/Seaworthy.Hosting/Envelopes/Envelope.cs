namespace Seaworthy.Hosting.Envelopes;

/// <summary>
/// The few members of a JSON-RPC message that a bridge must know. Everything else stays bytes: it is not parsed into
/// objects and passes unchanged, members that no revision has heard of included.
/// </summary>
internal readonly record struct Envelope
{
    public MessageKind Kind { get; init; }

    /// <summary>Why <see cref="Kind"/> is <see cref="MessageKind.Invalid"/>.</summary>
    public string? Fault { get; init; }

    /// <summary>True when the bytes are not JSON at all (-32700), false when they are JSON but no message (-32600).</summary>
    public bool IsParseError { get; init; }

    /// <summary>The id as it was written, quotes included.</summary>
    public Slice Id { get; init; }

    public string? Method { get; init; }

    /// <summary>The whole <c>params</c> object, braces included.</summary>
    public Slice Params { get; init; }

    /// <summary>The whole <c>params._meta</c> object, braces included.</summary>
    public Slice Meta { get; init; }

    /// <summary><c>params._meta.progressToken</c> of a request, <c>params.progressToken</c> of a progress notification.</summary>
    public Slice ProgressToken { get; init; }

    /// <summary><c>params.name</c>, the tool or the prompt, with its quotes.</summary>
    public Slice Name { get; init; }

    /// <summary><c>params.uri</c> with its quotes.</summary>
    public Slice Uri { get; init; }

    /// <summary><c>params.taskId</c> with its quotes.</summary>
    public Slice TaskId { get; init; }

    /// <summary>The whole <c>params.arguments</c> value.</summary>
    public Slice Arguments { get; init; }

    /// <summary><c>params.requestId</c> of <c>notifications/cancelled</c>.</summary>
    public Slice RequestId { get; init; }

    /// <summary><c>params._meta["io.modelcontextprotocol/subscriptionId"]</c>.</summary>
    public Slice SubscriptionId { get; init; }

    /// <summary><c>params._meta["io.modelcontextprotocol/protocolVersion"]</c> or, of <c>initialize</c>, <c>params.protocolVersion</c>.</summary>
    public string? Revision { get; init; }

    /// <summary>Whether <see cref="Revision"/> came from <c>_meta</c>: then the message is of 2026-07-28 or newer.</summary>
    public bool IsModern { get; init; }

    /// <summary>The client's capabilities in <c>_meta</c>, when they are an object.</summary>
    public Slice ClientCapabilities { get; init; }

    /// <summary>Whether <c>_meta</c> has the client's capabilities as an object.</summary>
    public bool HasClientCapabilities => ClientCapabilities.IsPresent;

    /// <summary><c>params._meta["io.modelcontextprotocol/logLevel"]</c>.</summary>
    public Slice LogLevel { get; init; }

    /// <summary>The whole <c>result</c> value of a response.</summary>
    public Slice Result { get; init; }

    /// <summary>The whole <c>error</c> value of a response.</summary>
    public Slice Error { get; init; }
}
