using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Seaworthy.ContainerTests.Harness;

/// <summary>
/// The daemon's own interface, for what tests ask again and again: a client started for each look would take the processors from what is looked at.
/// </summary>
internal static partial class DaemonApi
{
    private const int FrameHeader = 8;

    private static readonly Lazy<Task<HttpClient>> Client = new(ConnectAsync);

    /// <summary>A text with the fields of a container in it, each written as <c>{{.State.Status}}</c>: texts and numbers as they are, objects and lists as JSON, what is not there as nothing.</summary>
    public static async Task<string> InspectAsync(string container, string template)
    {
        using var document = JsonDocument.Parse(await GetAsync($"containers/{container}/json"));
        return Field().Replace(template, match => Find(document.RootElement, match.Groups["path"].Value.Split('.')));
    }

    /// <summary>What a container has written to both of its streams, in its order.</summary>
    public static async Task<string> LogAsync(string container)
    {
        var log = await GetAsync($"containers/{container}/logs?stdout=1&stderr=1");
        // With a terminal the text stands alone; else each piece has a header: its stream, and its length from the fifth byte on.
        if (log is not [0 or 1 or 2, 0, 0, 0, ..])
            return Encoding.UTF8.GetString(log);
        using var text = new MemoryStream();
        for (var rest = log.AsSpan(); rest.Length >= FrameHeader;)
        {
            var end = FrameHeader + (int)BinaryPrimitives.ReadUInt32BigEndian(rest[4..]);
            text.Write(rest[FrameHeader..end]);
            rest = rest[end..];
        }
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static async Task<byte[]> GetAsync(string path)
    {
        var client = await Client.Value;
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return answer.StatusCode == HttpStatusCode.OK ? body : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {Encoding.UTF8.GetString(body)}");
    }

    private static string Find(JsonElement element, ReadOnlySpan<string> path) =>
        path.IsEmpty ? Text(element)
        : element.ValueKind == JsonValueKind.Object && element.TryGetProperty(path[0], out var inner) ? Find(inner, path[1..])
        : "";

    private static string Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => element.GetRawText(),
    };

    // The client knows of DOCKER_HOST and of contexts.
    private static async Task<HttpClient> ConnectAsync()
    {
        var host = new Uri(await Docker.RunAsync("context", "inspect", "--format", "{{.Endpoints.docker.Host}}"));
        var isUnix = host.Scheme == "unix";
        var handler = new SocketsHttpHandler { UseProxy = false };
        if (isUnix)
        {
            handler.ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(host.AbsolutePath), cancel);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            };
        }
        return new HttpClient(handler) { BaseAddress = isUnix ? new Uri("http://docker/") : new UriBuilder(host) { Scheme = "http" }.Uri, Timeout = Eventually.Limit };
    }

    [GeneratedRegex(@"\{\{\.(?<path>[A-Za-z.]+)\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}
