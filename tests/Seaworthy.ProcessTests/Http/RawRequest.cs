using System.Text;

namespace Seaworthy.ProcessTests.Http;

/// <summary>A request as it goes over the wire.</summary>
internal sealed record RawRequest(string Method, string Path)
{
    /// <summary>Headers besides Host and Content-Length.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body; null sends none.</summary>
    public string? Body { get; init; }

    /// <summary>The Host header; null names the address.</summary>
    public string? Host { get; init; }

    /// <summary>Whether Content-Length is sent with a body.</summary>
    public bool SendLength { get; init; } = true;

    /// <summary>The bytes.</summary>
    public byte[] ToBytes(Uri url)
    {
        var body = Body is null ? [] : Encoding.UTF8.GetBytes(Body);
        var text = new StringBuilder().Append($"{Method} {Path} HTTP/1.1\r\nHost: {Host ?? url.Authority}\r\n");
        foreach (var (name, value) in Headers)
            text.Append($"{name}: {value}\r\n");
        if (Body is not null && SendLength)
            text.Append($"Content-Length: {body.Length}\r\n");
        return [.. Encoding.ASCII.GetBytes(text.Append("\r\n").ToString()), .. body];
    }
}
