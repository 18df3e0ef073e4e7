using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Hosting.Drain;

/// <summary>What was posted to the MCP endpoint, as far as counting it needs. The bytes pass as they are.</summary>
/// <param name="Body">The bytes; none when they were only looked at, and whoever handles the request reads them.</param>
/// <param name="Role">What it is to a drain.</param>
internal sealed record PostedMessage(byte[] Body, PostedRole Role)
{
    /// <summary>The ids of the requests in it, as they were written; none in what could not be read, which is for the server to judge.</summary>
    public IReadOnlyList<byte[]> Ids { get; private init; } = [];

    /// <summary>Whether it is of 2026-07-28 or newer, where a disconnect is what cancels.</summary>
    public bool IsModern { get; private init; }

    /// <summary>Whether it opens a session.</summary>
    public bool OpensSession { get; private init; }

    /// <summary>The session it names; empty without one.</summary>
    public string Session { get; private init; } = "";

    /// <summary>The key of the call that it cancels.</summary>
    public string? Cancels { get; private init; }

    /// <summary>Method and tool, prompt or resource, for people.</summary>
    public string What => CallText.OfJson(Method ?? "a message", Name);

    /// <summary>Of a single message.</summary>
    public string? Method { get; private init; }

    /// <summary>As it was written, quotes included.</summary>
    private byte[]? Name { get; init; }

    /// <summary>By what a cancellation finds this call; null without a session, where ids of several clients collide.</summary>
    public string? Key => Role == PostedRole.Call && Ids is [var id] && Session.Length > 0 ? KeyOf(Session, RequestKey.Of(id)) : null;

    /// <param name="session">The session.</param>
    /// <param name="request">The <see cref="RequestKey"/> of the id.</param>
    public static string KeyOf(string session, string request) => $"{session} {request}";

    /// <summary>Reads a body that is kept.</summary>
    public static PostedMessage Read(byte[] body, IHeaderDictionary headers) => Peek(body, headers) with { Body = body };

    /// <summary>Reads a body that is not kept.</summary>
    public static PostedMessage Peek(ReadOnlySpan<byte> body, IHeaderDictionary headers)
    {
        // A packed body, or one that is no message: counted as a call, since the server may understand it as one.
        if (headers.ContentEncoding.Count > 0 || !Utf8.IsValid(body))
            return new PostedMessage([], PostedRole.Call);
        var envelope = EnvelopeParser.Parse(body);
        if (envelope.Kind == MessageKind.Batch)
            return ReadBatch(body);
        var session = headers[McpHeaders.Session].ToString();
        return new PostedMessage([], RoleOf(envelope))
        {
            Ids = envelope.Kind == MessageKind.Request ? [envelope.Id.Of(body).ToArray()] : [],
            Method = envelope.Method,
            Name = (envelope.Name.IsPresent ? envelope.Name : envelope.Uri).Of(body).ToArray(),
            IsModern = McpHeaders.IsModern(headers, envelope),
            OpensSession = envelope.Method == Methods.Initialize,
            Session = session,
            Cancels = envelope is { Kind: MessageKind.Notification, Method: Methods.Cancelled, RequestId.IsPresent: true } && session.Length > 0
                ? KeyOf(session, RequestKey.Of(envelope.RequestId.Of(body)))
                : null,
        };
    }

    /// <summary>2025-03-26: an array of messages is in flight until each request in it is answered.</summary>
    private static PostedMessage ReadBatch(ReadOnlySpan<byte> body)
    {
        var ids = new List<byte[]>();
        var hasOther = false;
        foreach (var (start, length) in BatchSplitter.Split(body))
        {
            var envelope = EnvelopeParser.Parse(body.Slice(start, length));
            if (envelope.Kind == MessageKind.Request)
                ids.Add(envelope.Id.Of(body.Slice(start, length)).ToArray());
            hasOther |= envelope.Kind is MessageKind.Invalid or MessageKind.Batch;
        }
        return new PostedMessage([], ids.Count > 0 || hasOther ? PostedRole.Call : PostedRole.Continuation) { Ids = ids };
    }

    private static PostedRole RoleOf(in Envelope envelope) => envelope switch
    {
        { Kind: MessageKind.Notification or MessageKind.Response } => PostedRole.Continuation,
        { Kind: MessageKind.Request, Method: Methods.Ping or Methods.Discover } => PostedRole.Continuation,
        { Kind: MessageKind.Request, Method: Methods.Listen } => PostedRole.Listen,
        // A task that was begun is in flight, whatever its client asks about it.
        { Kind: MessageKind.Request, Method: { } method } when method.StartsWith("tasks/", StringComparison.Ordinal) => PostedRole.Continuation,
        _ => PostedRole.Call,
    };
}
