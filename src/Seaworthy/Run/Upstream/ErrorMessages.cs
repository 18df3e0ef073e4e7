using System.Buffers;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Http;

namespace Seaworthy.Run.Upstream;

/// <summary>The error of a post, which may have held no request, one, or (2025-03-26) several.</summary>
internal static class ErrorMessages
{
    /// <summary>One message for each id; one without an id when there is none.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Each(IReadOnlyList<byte[]> ids, CallError error) =>
        ids.Count == 0 ? [ErrorMessage.Write([], error)] : ids.Select(id => ErrorMessage.Write(id, error));

    /// <summary>One body: an array when there are several.</summary>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<byte[]> ids, CallError error)
    {
        if (ids.Count <= 1)
            return Each(ids, error).Single();
        var output = new ArrayBufferWriter<byte>();
        var separator = "["u8.ToArray();
        foreach (var message in Each(ids, error))
        {
            output.Write(separator);
            output.Write(message.Span);
            separator = ","u8.ToArray();
        }
        output.Write("]"u8);
        return output.WrittenMemory;
    }
}
