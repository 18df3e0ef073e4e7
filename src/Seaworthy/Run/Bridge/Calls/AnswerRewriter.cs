using System.Text.Json;
using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Bridge.Calls;

/// <summary>Turns a worker's answer into the client's: its own id, and the members that its revision requires.</summary>
internal static class AnswerRewriter
{
    private static readonly byte[] ResultType = "\"resultType\":\"complete\""u8.ToArray();

    // 0 and private promise nothing: an older worker said nothing about caching.
    private static readonly byte[] TimeToLive = "\"ttlMs\":0"u8.ToArray();
    private static readonly byte[] CacheScope = "\"cacheScope\":\"private\""u8.ToArray();

    public static Mail Rewrite(ReadOnlySpan<byte> line, in Envelope envelope, WorkerCall call)
    {
        var id = Edit.Replace(envelope.Id, call.ClientId);
        if (envelope.Error.IsPresent)
            return Refuse(line, envelope, call.Shape, id);
        var additions = Additions(envelope.Result.Of(line), call.Shape);
        return Mail.Answer(EnvelopeRewriter.ToArray(line, additions.Length == 0 ? [id] : [id, Edit.Insert(envelope.Result.Start + 1, additions)]));
    }

    /// <summary>The code of an error, and where it stands. Never 0, which means a result.</summary>
    public static (int Code, Slice Place) ErrorCode(ReadOnlySpan<byte> error)
    {
        var reader = new Utf8JsonReader(error, new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return (-1, default);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isCode = reader.ValueTextEquals("code"u8);
            var value = Value.Skip(ref reader);
            if (isCode)
                return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var code) && code != 0 ? (code, value) : (-1, default);
        }
        return (-1, default);
    }

    private static Mail Refuse(ReadOnlySpan<byte> line, in Envelope envelope, AnswerShape shape, Edit id)
    {
        var (code, place) = ErrorCode(envelope.Error.Of(line));
        // Codes of older revisions that 2026-07-28 forbids (basic/index, "Error Codes"): no such resource, and a URL to be visited.
        var (allowed, bytes) = (shape, code) switch
        {
            (not AnswerShape.Unchanged, -32002) => (-32602, "-32602"u8.ToArray()),
            (not AnswerShape.Unchanged, -32042) => (-32603, "-32603"u8.ToArray()),
            _ => (code, []),
        };
        return Mail.Answer(EnvelopeRewriter.ToArray(line,
            bytes.Length == 0 ? [id] : [id, Edit.Replace(place with { Start = place.Start + envelope.Error.Start }, bytes)]), allowed);
    }

    private static byte[] Additions(ReadOnlySpan<byte> result, AnswerShape shape)
    {
        if (shape is AnswerShape.Unchanged or AnswerShape.Modern || result[0] != '{')
            return [];
        var (hasType, hasTtl, hasScope, isInterim, isEmpty) = (false, false, false, false, true);
        var reader = new Utf8JsonReader(result, new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isEmpty = false;
            hasTtl |= reader.ValueTextEquals("ttlMs"u8);
            hasScope |= reader.ValueTextEquals("cacheScope"u8);
            var isType = reader.ValueTextEquals("resultType"u8);
            reader.Read();
            hasType |= isType;
            isInterim |= isType && !(reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("complete"u8));
            reader.Skip();
        }
        var cacheable = shape == AnswerShape.Cacheable && !isInterim;
        var members = new List<byte[]>(3);
        if (!hasType)
            members.Add(ResultType);
        if (cacheable && !hasTtl)
            members.Add(TimeToLive);
        if (cacheable && !hasScope)
            members.Add(CacheScope);
        return Join(members, isEmpty);
    }

    private static byte[] Join(List<byte[]> members, bool nothingFollows)
    {
        var joined = new List<byte>();
        for (var i = 0; i < members.Count; i++)
        {
            joined.AddRange(members[i]);
            if (i < members.Count - 1 || !nothingFollows)
                joined.Add((byte)',');
        }
        return [.. joined];
    }
}
