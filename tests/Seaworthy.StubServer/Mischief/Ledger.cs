using System.Globalization;
using System.Text;

using Microsoft.Win32.SafeHandles;

using Seaworthy.StubServer.Protocol;

namespace Seaworthy.StubServer.Mischief;

/// <summary>
/// One line per event: <c>received|answered|cancelled ID TOOL N PID</c>, where N is the call's argument <c>n</c>, or else its number in
/// this process. In the kernel's hands when it returns, so that it outlives a SIGKILL; several servers may share the file.
/// </summary>
/// <remarks>Opened by hand: <see cref="FileMode.Append"/> seeks to the end once and lets processes write over each other.</remarks>
internal sealed class Ledger(string path) : IDisposable
{
    private readonly FileStream _file =
        new(new SafeFileHandle(Native.Open(path, Native.AppendOnly, 0x1A4), ownsHandle: true), FileAccess.Write, bufferSize: 0);

    public void Dispose() => _file.Dispose();

    public void Write(string happened, string id, string? tool, Request request, int number)
    {
        var n = request.Param("arguments", "n")?.GetRawText() ?? number.ToString(CultureInfo.InvariantCulture);
        var line = string.Create(CultureInfo.InvariantCulture, $"{happened} {id} {tool} {n} {Environment.ProcessId}\n");
        lock (_file)
            _file.Write(Encoding.UTF8.GetBytes(line));
    }
}
