using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;

namespace Seaworthy.Run.Bridge.Modern;

/// <summary>Compares the <c>Mcp-Param-*</c> headers of a call with its arguments.</summary>
/// <remarks>Specification 2026-07-28, basic/transports/streamable-http, "Server Behavior for Custom Headers".</remarks>
internal static class ParameterHeaders
{
    /// <summary>The refusal; null when headers and arguments agree.</summary>
    /// <param name="headers">The headers of the request.</param>
    /// <param name="arguments">The arguments as JSON; empty when there are none.</param>
    /// <param name="parameters">What the tool's schema mirrors.</param>
    public static ProtocolError? Validate(IHeaderDictionary headers, ReadOnlySpan<byte> arguments, IReadOnlyList<HeaderParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (Compare(headers, arguments, parameter) is { } refusal)
                return refusal;
        }
        return null;
    }

    private static ProtocolError? Compare(IHeaderDictionary headers, ReadOnlySpan<byte> arguments, HeaderParameter parameter)
    {
        var (value, isTwice) = Find(arguments, parameter.Path);
        if (isTwice)
            return MirroredHeader.Mismatch($"{parameter.Place} occurs twice, and {parameter.Header} can be equal to one of them only");
        var isThere = headers.TryGetValue(parameter.Header, out var header);
        if (value is null)
        {
            return isThere
                ? MirroredHeader.Mismatch($"the header {parameter.Header} is '{header}', but {parameter.Place} is null or absent")
                : null;
        }
        if (!isThere)
            return MirroredHeader.Mismatch($"the header {parameter.Header} is missing; it must be '{value.Text}' like {parameter.Place}. tools/list says which arguments have headers");
        return MirroredHeader.Read(header) is { } read && value.IsSaidBy(read)
            ? null
            : MirroredHeader.Mismatch($"the header {parameter.Header} is '{header}', but {parameter.Place} is '{value.Text}'");
    }

    /// <summary>The value at the exact path; null when there is none that a header could repeat.</summary>
    private static (MirroredValue? Value, bool IsTwice) Find(ReadOnlySpan<byte> arguments, IReadOnlyList<string> path)
    {
        if (arguments.IsEmpty)
            return default;
        var reader = new Utf8JsonReader(arguments, new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        reader.Read();
        return Find(ref reader, path, 0);
    }

    private static (MirroredValue? Value, bool IsTwice) Find(ref Utf8JsonReader reader, IReadOnlyList<string> path, int depth)
    {
        if (depth == path.Count)
        {
            var value = MirroredValue.Read(ref reader);
            reader.Skip();
            return (value, false);
        }
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return default;
        }
        (MirroredValue? Value, bool IsTwice) found = default;
        var times = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isOnPath = reader.ValueTextEquals(path[depth]);
            reader.Read();
            if (isOnPath && times++ == 0)
                found = Find(ref reader, path, depth + 1);
            else
                reader.Skip();
        }
        // Parsers differ in which of two they take: the worker might act on the one that was not compared.
        return (found.Value, found.IsTwice || times > 1);
    }
}
