using System.Net.Sockets;
using System.Text;

namespace Seaworthy.Run.Systemd;

/// <summary>Sends datagrams to the service manager.</summary>
internal sealed class NotifySocket(string address) : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    // A zero byte in front is how the kernel writes an abstract name.
    private readonly UnixDomainSocketEndPoint _target = new(address[0] == '@' ? string.Concat("\0", address.AsSpan(1)) : address);

    /// <summary>Sends one message of <c>NAME=VALUE</c> lines.</summary>
    /// <exception cref="SocketException">Nobody listens there, or not any more.</exception>
    public async Task SendAsync(string message) =>
        _ = await _socket.SendToAsync(Encoding.UTF8.GetBytes(message), _target).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
