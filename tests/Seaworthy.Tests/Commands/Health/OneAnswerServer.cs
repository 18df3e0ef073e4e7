using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Seaworthy.Tests.Commands.Health;

/// <summary>A server that gives one fixed answer to one connection; without an answer it is silent.</summary>
internal sealed class OneAnswerServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<string> _request;

    public OneAnswerServer(string? answer)
    {
        _listener.Start();
        _request = ServeAsync(answer);
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>What was asked.</summary>
    public Task<string> Request => _request;

    public void Dispose()
    {
        _end.TrySetResult();
        _listener.Dispose();
    }

    private async Task<string> ServeAsync(string? answer)
    {
        using var client = await _listener.AcceptSocketAsync();
        var buffer = new byte[4096];
        var length = await client.ReceiveAsync(buffer);
        if (answer is null)
            await _end.Task;
        else
            await client.SendAsync(Encoding.UTF8.GetBytes(answer));
        client.Shutdown(SocketShutdown.Both);
        return Encoding.ASCII.GetString(buffer, 0, length);
    }
}
