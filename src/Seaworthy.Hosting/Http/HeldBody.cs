using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Seaworthy.Hosting.Http;

/// <summary>A request body that has been read and is given to whoever handles the request, who reads it without another copy.</summary>
internal sealed class HeldBody(byte[] body) : IRequestBodyPipeFeature
{
    /// <inheritdoc/>
    public PipeReader Reader { get; } = PipeReader.Create(new ReadOnlySequence<byte>(body));

    /// <summary>Puts it in the place of the one that was read.</summary>
    public static void GiveTo(HttpRequest request, byte[] body)
    {
        request.Body = new MemoryStream(body, writable: false);
        request.HttpContext.Features.Set<IRequestBodyPipeFeature>(new HeldBody(body));
    }
}
