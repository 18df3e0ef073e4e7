namespace Seaworthy.ProcessTests.Http;

/// <summary>An open event stream.</summary>
internal sealed class McpStream(RawConnection connection, RawResponse response) : IDisposable
{
    /// <summary>The HTTP status.</summary>
    public int Status => response.Status;

    /// <summary>What has come of it.</summary>
    public string Body => response.Body;

    /// <summary>The id of the last event that has come whole; the empty text when none had an id.</summary>
    public string LastEventId => Events.LastOrDefault(each => each.Id.Length > 0).Id ?? "";

    /// <summary>The events that have come whole: id and data.</summary>
    public IReadOnlyList<(string Id, string Data)> Events => [.. Body.Split("\n\n")[..^1].Select(text => (Field(text, "id"), Field(text, "data")))];

    private static string Field(string text, string name) =>
        text.Split('\n').FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal))?[(name.Length + 1)..].Trim() ?? "";

    /// <summary>Waits until the stream ends, and tells how.</summary>
    public Task<RawAnswer> ReadToEndAsync() => response.ReadToEndAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits until the stream contains a text; false when it ended before.</summary>
    public Task<bool> ReadUntilAsync(string text) => response.ReadUntilAsync(text, TestContext.Current.CancellationToken);

    /// <summary>Waits for more of it, however little; false when it has ended.</summary>
    public Task<bool> ReadMoreAsync() => response.ReadPieceAsync(TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();
}
