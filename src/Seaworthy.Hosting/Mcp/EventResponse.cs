using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Seaworthy.Hosting.Mcp;

/// <summary>The response that the SDK sees: everything goes through an <see cref="EventBody"/>.</summary>
/// <remarks>ASP.NET Core's own makes a pipe for whoever only asks whether one has been used, and so for each call.</remarks>
internal sealed class EventResponse(IHttpResponseBodyFeature server, EventBody body) : IHttpResponseBodyFeature
{
    private static readonly StreamPipeWriterOptions Options = new(leaveOpen: true);

    private PipeWriter? _writer;

    /// <inheritdoc/>
    public Stream Stream => body;

    /// <inheritdoc/>
    public PipeWriter Writer => _writer ??= PipeWriter.Create(body, Options);

    /// <summary>Sends what was written to <see cref="Writer"/> and not flushed.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_writer is { UnflushedBytes: > 0 } writer)
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken = default) => server.StartAsync(cancellationToken);

    /// <inheritdoc/>
    public void DisableBuffering()
    {
        server.DisableBuffering();
        // The SDK does this last, when the headers of an event stream are set.
        body.Open();
    }

    /// <inheritdoc/>
    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(body, path, offset, count, cancellationToken);

    /// <inheritdoc/>
    public async Task CompleteAsync()
    {
        await FlushAsync(CancellationToken.None).ConfigureAwait(false);
        await body.EndAsync().ConfigureAwait(false);
    }
}
