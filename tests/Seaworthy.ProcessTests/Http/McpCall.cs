namespace Seaworthy.ProcessTests.Http;

/// <summary>A call that the worker is at.</summary>
internal sealed class McpCall(McpStream stream, long id) : IDisposable
{
    /// <summary>Its JSON-RPC id.</summary>
    public long Id => id;

    /// <summary>Its response.</summary>
    public McpStream Stream => stream;

    /// <summary>Waits for its end.</summary>
    public async Task<McpAnswer> AnswerAsync() => new(await stream.ReadToEndAsync(), id);

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
