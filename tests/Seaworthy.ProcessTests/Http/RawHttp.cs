using System.Diagnostics;
using System.Net.Sockets;

namespace Seaworthy.ProcessTests.Http;

/// <summary>An HTTP client that tells every way in which an exchange can end apart.</summary>
internal sealed class RawHttp(Uri url)
{
    private static readonly Dictionary<string, string> NoHeaders = [];

    /// <summary>Where the server is.</summary>
    public Uri Url => url;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A connection of one's own.</summary>
    public Task<RawConnection> OpenAsync() => RawConnection.OpenAsync(url, Cancellation);

    /// <summary>GET of a path.</summary>
    public Task<RawAnswer> GetAsync(string path) => ExchangeAsync(new RawRequest("GET", path));

    /// <summary>One request on a connection of its own, read to its end.</summary>
    public async Task<RawAnswer> ExchangeAsync(RawRequest request)
    {
        try
        {
            using var connection = await OpenAsync();
            return await ExchangeAsync(connection, request);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return Without(RawEnding.Refused);
        }
    }

    /// <summary>One request on a connection that stays open, read to its end.</summary>
    public static async Task<RawAnswer> ExchangeAsync(RawConnection connection, RawRequest request)
    {
        try
        {
            await connection.SendAsync(request, Cancellation);
            return await connection.ReadHeadAsync(Cancellation) is { } response
                ? await response.ReadToEndAsync(Cancellation)
                : Without(RawEnding.NoAnswer);
        }
        catch (SocketException)
        {
            return Without(RawEnding.ResetBeforeHead);
        }
    }

    private static RawAnswer Without(RawEnding ending) => new(ending, 0, NoHeaders, "", Stopwatch.GetTimestamp());
}
