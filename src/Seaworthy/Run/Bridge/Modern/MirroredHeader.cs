using System.Text;
using System.Text.Unicode;
using Microsoft.Extensions.Primitives;
using Seaworthy.Hosting.Http;

namespace Seaworthy.Run.Bridge.Modern;

/// <summary>A header that repeats a value of the body, so that whoever stands between can route without reading bodies.</summary>
/// <remarks>Specification 2026-07-28, basic/transports/streamable-http, "Value Encoding" and "Server Validation".</remarks>
internal static class MirroredHeader
{
    private const int HeaderMismatch = -32020;
    private const string Prefix = "=?base64?";
    private const string Suffix = "?=";

    /// <summary>The refusal of a request whose headers and body disagree.</summary>
    public static ProtocolError Mismatch(string what) => new(400, HeaderMismatch, $"Header mismatch: {what}");

    /// <summary>
    /// The value that a header stands for, with its sentinel opened; null when it is not there once, has characters that no
    /// header may have, or is no Base64 of UTF-8 in its sentinel.
    /// </summary>
    public static string? Read(StringValues header)
    {
        if (header.Count != 1 || header[0] is not { } value || value.AsSpan().ContainsAnyExceptInRange(' ', '~') && !IsVisible(value))
            return null;
        if (!value.StartsWith(Prefix, StringComparison.Ordinal) || !value.EndsWith(Suffix, StringComparison.Ordinal)
            || value.Length < Prefix.Length + Suffix.Length)
        {
            return value;
        }
        var bytes = new byte[value.Length];
        if (!Convert.TryFromBase64String(value[Prefix.Length..^Suffix.Length], bytes, out var length))
            return null;
        return Utf8.IsValid(bytes.AsSpan(0, length)) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    /// <summary>Visible ASCII, spaces and tabs (RFC 9110, section 5.5, without what is obsolete).</summary>
    private static bool IsVisible(string value) => value.All(static c => c is '\t' or (>= ' ' and <= '~'));
}
