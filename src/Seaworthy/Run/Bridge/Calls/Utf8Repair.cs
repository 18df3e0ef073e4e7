using System.Text;

namespace Seaworthy.Run.Bridge.Calls;

/// <summary>
/// Replaces what is not UTF-8 by U+FFFD, as every text decoder would: JSON must be UTF-8 (RFC 8259, section 8.1), and
/// one broken byte in a tool's output should not cost the client its answer.
/// </summary>
internal static class Utf8Repair
{
    public static byte[] Repair(ReadOnlySpan<byte> text) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));
}
