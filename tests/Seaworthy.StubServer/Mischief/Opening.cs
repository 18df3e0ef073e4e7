using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Seaworthy.StubServer.Mischief;

/// <summary>What happens before the first message is read.</summary>
internal static class Opening
{
    public static async Task PerformAsync(StubOptions options)
    {
        if (options.SlowStart > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(options.SlowStart), TimeProvider.System).ConfigureAwait(false);
        if (options.Banner)
            Console.WriteLine("stub-server 1.0 listening on stdio\nPress Ctrl+C to quit.");
        if (options.DoubleFork)
            Linger.Daemon();
        if (options.StubbornChild)
            Linger.StubbornChild();
        if (options.HoldStdout)
            Linger.StdoutHolder();
        Flood(options);
        if (options.ListenPort is { } port)
            await ListenAsync(port).ConfigureAwait(false);
    }

    /// <summary>Before serving, so that a front which does not drain stderr never gets an answer.</summary>
    private static void Flood(StubOptions options)
    {
        var line = new string('e', options.StderrLineBytes);
        for (var i = 0; i < options.FloodStderr; i++)
            Console.Error.WriteLine(line);
    }

    private static async Task ListenAsync(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        var bound = ((IPEndPoint)listener.LocalEndpoint).Port;
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"listening {bound}")).ConfigureAwait(false);

        var input = Console.OpenStandardInput();
        var ignored = new byte[4096];
        while (await input.ReadAsync(ignored).ConfigureAwait(false) > 0)
        {
            // Silent on stdio: everything that is said there is for nothing.
        }

        Environment.Exit(0);
    }
}
