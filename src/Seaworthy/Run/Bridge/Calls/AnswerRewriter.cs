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
        if (envelope.Error.IsPresent)
            return Mail.Answer(Restore(line, envelope, call, []), ErrorCode(envelope.Error.Of(line)));
        return Mail.Answer(Restore(line, envelope, call, Additions(envelope.Result.Of(line), call.Shape)));
    }

    private static byte[] Restore(ReadOnlySpan<byte> line, in Envelope envelope, WorkerCall call, byte[] additions)
    {
        var id = Edit.Replace(envelope.Id, call.ClientId);
        if (call.Method == Methods.Listen && SubscriptionId(envelope.Result.Of(line)) is { IsPresent: true } subscription)
        {
            return EnvelopeRewriter.ToArray(line,
                [id, Edit.Replace(subscription with { Start = subscription.Start + envelope.Result.Start }, call.ClientId)]);
        }
        return EnvelopeRewriter.ToArray(line, additions.Length == 0 ? [id] : [id, Edit.Insert(envelope.Result.Start + 1, additions)]);
    }

    /// <summary>Where the last word of a subscription names it, which is by the id of its request.</summary>
    private static Slice SubscriptionId(ReadOnlySpan<byte> result)
    {
        if (result is not [(byte)'{', ..])
            return default;
        var reader = new Utf8JsonReader(result, new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        var inMeta = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            if (inMeta && reader.CurrentDepth == 2 && reader.ValueTextEquals("io.modelcontextprotocol/subscriptionId"u8))
                return Value.Skip(ref reader);
            if (reader.CurrentDepth == 1)
                inMeta = reader.ValueTextEquals("_meta"u8);
        }
        return default;
    }

    private static byte[] Additions(ReadOnlySpan<byte> result, AnswerShape shape)
    {
        if (shape == AnswerShape.Unchanged || result[0] != '{')
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

    /// <summary>Never 0, which means a result.</summary>
    private static int ErrorCode(ReadOnlySpan<byte> error)
    {
        var reader = new Utf8JsonReader(error, new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isCode = reader.ValueTextEquals("code"u8);
            reader.Read();
            if (isCode)
                return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var code) && code != 0 ? code : -1;
            reader.Skip();
        }
        return -1;
    }
}
