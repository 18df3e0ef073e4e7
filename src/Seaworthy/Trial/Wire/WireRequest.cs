using System.Globalization;
using System.Text;

namespace Seaworthy.Trial.Wire;

/// <summary>A request as it goes over the wire.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path.</param>
/// <param name="Headers">Headers besides Host and Content-Length.</param>
/// <param name="Body">The body; null sends none.</param>
internal sealed record WireRequest(string Method, string Path, IReadOnlyList<(string Name, string Value)> Headers, string? Body = null)
{
    /// <summary>A GET of a path.</summary>
    public static WireRequest Get(string path) => new("GET", path, [("Accept", "*/*")]);

    /// <summary>The bytes, for the server that <paramref name="host"/> names.</summary>
    public byte[] ToBytes(string host)
    {
        var body = Body is null ? [] : Encoding.UTF8.GetBytes(Body);
        var head = new StringBuilder(256).Append(CultureInfo.InvariantCulture, $"{Method} {Path} HTTP/1.1\r\nHost: {host}\r\n");
        foreach (var (name, value) in Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (Body is not null)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body];
    }
}
