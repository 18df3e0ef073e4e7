using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Seaworthy.ProcessTests.Clients;
using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Upstream;

/// <summary><c>seaworthy run --upstream</c> in front of servers that speak HTTP themselves.</summary>
internal static class HttpServers
{
    /// <summary>The server of most tutorials: Express and the TypeScript SDK.</summary>
    public static RunCommand Express(IReadOnlyList<string>? options = null, params string[] flags) => Run(options, "express-server.mjs", flags);

    /// <summary>A server that does to a call what its tool is called after.</summary>
    public static RunCommand Raw(params string[] options) => Run(options, "raw-server.mjs", []);

    /// <summary>The reference server of the protocol's own authors.</summary>
    public static RunCommand Everything() => Run(null, "node_modules/@modelcontextprotocol/server-everything/dist/index.js", "streamableHttp");

    /// <summary>A script of the folder of Node programs.</summary>
    public static string Script(string name)
    {
        Prerequisites.Require(
            Directory.Exists(Path.Combine(EverythingServer.Folder, "node_modules")), $"{EverythingServer.Folder} has no node_modules: run npm ci in it.");
        return Path.Combine(EverythingServer.Folder, name);
    }

    /// <summary>A port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The options that put a front before a port.</summary>
    public static string[] At(int port) => ["--upstream", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/mcp")];

    private static RunCommand Run(IReadOnlyList<string>? options, string script, params string[] flags) =>
        new([EverythingServer.Node(), Script(script), .. flags]) { Options = [.. At(FreePort()), .. options ?? []] };
}
