using System.Text;
using System.Text.Json;
using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Isolation;

/// <summary>
/// What a client has said about itself: enough to introduce it again to another process when its own has ended. The rest of what
/// that process knew is lost with it.
/// </summary>
internal sealed class Introduction
{
    /// <param name="parameters">The <c>params</c> of the client's <c>initialize</c>, on one line.</param>
    public Introduction(byte[] parameters) => Parameters = Encoding.UTF8.GetString(WithKnownRevision(parameters));

    /// <summary>The <c>params</c> of <c>initialize</c> as JSON.</summary>
    public string Parameters { get; }

    /// <summary>The <c>params</c> of the last <c>logging/setLevel</c> as JSON; null without one.</summary>
    public string? LogLevel { get; set; }

    /// <summary>The resources that the client has subscribed to.</summary>
    public IReadOnlyList<string> Subscriptions { get; set; } = [];

    /// <summary>
    /// A client that asks for a revision without sessions, or for one that nobody knows, gets the newest with sessions: this is
    /// how it is negotiated, and the worker might know another one that this side does not.
    /// </summary>
    private static byte[] WithKnownRevision(byte[] parameters)
    {
        var reader = new Utf8JsonReader(parameters, new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("protocolVersion"u8))
                continue;
            var value = Value.Skip(ref reader);
            var asked = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            Span<Edit> edits = [Edit.Replace(value, Encoding.UTF8.GetBytes($"\"{ProtocolRevision.Negotiate(asked)}\""))];
            return EnvelopeRewriter.ToArray(parameters, edits);
        }
        return EnvelopeRewriter.ToArray(parameters, []);
    }
}
