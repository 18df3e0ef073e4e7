namespace Seaworthy.ProcessTests.Http;

/// <summary>An open event stream.</summary>
internal sealed class McpStream(RawConnection connection, RawResponse response) : IDisposable
{
    /// <summary>The HTTP status.</summary>
    public int Status => response.Status;

    /// <summary>Waits until the stream ends, and tells how.</summary>
    public Task<RawAnswer> ReadToEndAsync() => response.ReadToEndAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits until the stream contains a text; false when it ended before.</summary>
    public Task<bool> ReadUntilAsync(string text) => response.ReadUntilAsync(text, TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();
}
