using System.Net.Sockets;
using System.Text;

namespace Seaworthy.ProcessTests.Door;

/// <summary>Stands where systemd listens.</summary>
internal sealed class SystemdSocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly List<string> _lines = [];

    public SystemdSocket() => _socket.Bind(new UnixDomainSocketEndPoint(Address));

    public string Address { get; } = Path.Combine(Path.GetTempPath(), $"seaworthy-{Guid.NewGuid():N}.sock");

    /// <summary>Every assignment that has come.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Receives until an assignment that starts like this has come since the last call.</summary>
    public async Task<string> ReceiveUntilAsync(string start)
    {
        var buffer = new byte[4096];
        while (true)
        {
            var length = await _socket.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken);
            var lines = Encoding.UTF8.GetString(buffer, 0, length).Split('\n');
            _lines.AddRange(lines);
            if (Array.Find(lines, line => line.StartsWith(start, StringComparison.Ordinal)) is { } found)
                return found;
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(Address);
    }
}
