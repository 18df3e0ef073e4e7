using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Seaworthy.Trial.Wire;

/// <summary>A response whose head has come and whose body is read as it comes.</summary>
internal sealed class WireResponse(WireConnection connection, int status, IReadOnlyDictionary<string, string> headers)
{
    private const int Piece = 16 * 1024;

    private readonly List<byte> _body = [];

    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>The headers; names in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers => headers;

    /// <summary>Whether the body is a stream of events.</summary>
    public bool IsEventStream => WireAnswer.SaysEventStream(headers);

    /// <summary>How the body ended; null while there may be more.</summary>
    public WireEnding? Ending { get; private set; }

    /// <summary>What has come of the body.</summary>
    public string Body => Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(_body));

    private WireEnding Whole => _body.Count == 0 ? WireEnding.EmptyBody : WireEnding.Complete;

    /// <summary>Reads a head; null when the connection was closed before one was whole.</summary>
    /// <exception cref="FormatException">It is not HTTP/1.</exception>
    public static async Task<WireResponse?> ReadHeadAsync(WireConnection connection, CancellationToken cancel)
    {
        while (await connection.ReadLineAsync(cancel) is { } line)
        {
            var status = ParseStatus(line);
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            string? header;
            while ((header = await connection.ReadLineAsync(cancel)) is { Length: > 0 })
            {
                var colon = header.IndexOf(':', StringComparison.Ordinal);
                if (colon > 0)
                    headers[header[..colon]] = header[(colon + 1)..].Trim();
            }
            if (header is null)
                return null;
            // 1xx is news of the answer, not the answer.
            if (status >= 200)
                return new WireResponse(connection, status, headers);
        }
        return null;
    }

    /// <summary>Reads the next piece; false when the body has ended.</summary>
    public async Task<bool> ReadPieceAsync(CancellationToken cancel)
    {
        try
        {
            Ending ??= status is 204 or 304 ? WireEnding.EmptyBody
                : headers.TryGetValue("Transfer-Encoding", out var coding) && coding.Contains("chunked", StringComparison.OrdinalIgnoreCase)
                    ? await ReadChunkAsync(cancel)
                    : await ReadPlainAsync(cancel);
        }
        catch (SocketException)
        {
            Ending = WireEnding.ResetInBody;
        }
        return Ending is null;
    }

    private static int ParseStatus(string line)
    {
        var words = line.Split(' ');
        return line.StartsWith("HTTP/1.", StringComparison.Ordinal) && words.Length > 1
            && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status)
                ? status
                : throw new FormatException(line);
    }

    private async Task<WireEnding?> ReadChunkAsync(CancellationToken cancel)
    {
        var size = await connection.ReadLineAsync(cancel);
        if (!int.TryParse(size?.Split(';')[0].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var left))
            return WireEnding.HalfBody;
        var last = left == 0;
        while (left > 0)
        {
            var bytes = await connection.ReadAsync(left, cancel);
            if (bytes.IsEmpty)
                return WireEnding.HalfBody;
            _body.AddRange(bytes.Span);
            left -= bytes.Length;
        }
        if (await connection.ReadLineAsync(cancel) is null)
            return WireEnding.HalfBody;
        return last ? Whole : null;
    }

    private async Task<WireEnding?> ReadPlainAsync(CancellationToken cancel)
    {
        var known = headers.TryGetValue("Content-Length", out var text);
        if (!known || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            var piece = await connection.ReadAsync(Piece, cancel);
            _body.AddRange(piece.Span);
            return piece.IsEmpty ? Whole : null;
        }
        var left = length - _body.Count;
        if (left == 0)
            return Whole;
        var bytes = await connection.ReadAsync(left, cancel);
        _body.AddRange(bytes.Span);
        return bytes.IsEmpty ? WireEnding.HalfBody : bytes.Length == left ? Whole : null;
    }
}
