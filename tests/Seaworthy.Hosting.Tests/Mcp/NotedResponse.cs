using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Seaworthy.Hosting.Tests.Mcp;

/// <summary>The response of a server, which notes each packet: writing to the stream sends, and so do a flush and the end.</summary>
internal sealed class NotedResponse : IHttpResponseBodyFeature, IDisposable
{
    private readonly MemoryStream _unsent = new();

    public NotedResponse() => (Stream, Writer) = (new Sending(this), PipeWriter.Create(_unsent));

    /// <summary>What was sent, packet by packet.</summary>
    public List<string> Packets { get; } = [];

    public Stream Stream { get; }

    public PipeWriter Writer { get; }

    public async Task CompleteAsync()
    {
        await Writer.FlushAsync();
        Packets.Add($"{Encoding.UTF8.GetString(_unsent.ToArray())}END");
    }

    public void Dispose() => _unsent.Dispose();

    public void DisableBuffering()
    {
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task StartAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    private sealed class Sending(NotedResponse response) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            response.Packets.Add(Encoding.UTF8.GetString(buffer.Span));
            return ValueTask.CompletedTask;
        }

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            if (response.Packets.Count == 0)
                response.Packets.Add("HEAD");
            return Task.CompletedTask;
        }
    }
}
