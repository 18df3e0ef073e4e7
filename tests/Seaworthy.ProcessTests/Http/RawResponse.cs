using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Seaworthy.ProcessTests.Http;

/// <summary>A response whose head has come and whose body is read as it comes.</summary>
internal sealed class RawResponse(RawConnection connection, int status, IReadOnlyDictionary<string, string> headers)
{
    private readonly List<byte> _body = [];
    private RawEnding? _ending;

    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>The headers; names in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers => headers;

    /// <summary>What has come of the body.</summary>
    public string Body => Encoding.UTF8.GetString([.. _body]);

    /// <summary>Reads until the body contains a text; false when it ended before.</summary>
    public async Task<bool> ReadUntilAsync(string text, CancellationToken cancellationToken)
    {
        while (!Body.Contains(text, StringComparison.Ordinal))
        {
            if (!await ReadPieceAsync(cancellationToken))
                return false;
        }
        return true;
    }

    /// <summary>Reads the rest.</summary>
    public async Task<RawAnswer> ReadToEndAsync(CancellationToken cancellationToken)
    {
        while (await ReadPieceAsync(cancellationToken))
        {
        }
        return new RawAnswer(_ending!.Value, status, headers, Body, Stopwatch.GetTimestamp());
    }

    /// <summary>Reads a piece; false when the response has ended.</summary>
    public async Task<bool> ReadPieceAsync(CancellationToken cancellationToken)
    {
        if (_ending is not null)
            return false;
        try
        {
            _ending = await (headers.GetValueOrDefault("Transfer-Encoding") == "chunked"
                ? ReadChunkAsync(cancellationToken)
                : ReadPlainAsync(cancellationToken));
        }
        catch (SocketException)
        {
            _ending = RawEnding.ResetInBody;
        }
        return _ending is null;
    }

    private RawEnding Whole => _body.Count == 0 ? RawEnding.EmptyBody : RawEnding.Complete;

    private async Task<RawEnding?> ReadChunkAsync(CancellationToken cancellationToken)
    {
        if (await connection.ReadLineAsync(cancellationToken) is not { Length: > 0 } size)
            return RawEnding.HalfBody;
        var left = int.Parse(size.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var last = left == 0;
        while (left > 0)
        {
            var bytes = await connection.ReadAsync(left, cancellationToken);
            if (bytes.Length == 0)
                return RawEnding.HalfBody;
            _body.AddRange(bytes);
            left -= bytes.Length;
        }
        if (await connection.ReadLineAsync(cancellationToken) is null)
            return RawEnding.HalfBody;
        return last ? Whole : null;
    }

    private async Task<RawEnding?> ReadPlainAsync(CancellationToken cancellationToken)
    {
        if (!headers.TryGetValue("Content-Length", out var length))
        {
            if (status is 204 or 304)
                return RawEnding.EmptyBody;
            var piece = await connection.ReadAsync(4096, cancellationToken);
            _body.AddRange(piece);
            return piece.Length == 0 ? Whole : null;
        }
        var left = int.Parse(length, CultureInfo.InvariantCulture) - _body.Count;
        if (left == 0)
            return Whole;
        var bytes = await connection.ReadAsync(left, cancellationToken);
        _body.AddRange(bytes);
        return bytes.Length == 0 ? RawEnding.HalfBody : bytes.Length == left ? Whole : null;
    }
}
