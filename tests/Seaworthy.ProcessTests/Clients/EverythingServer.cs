using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Clients;

/// <summary>The reference server of the protocol's own authors, and the folder of Node clients that it is installed in.</summary>
internal static class EverythingServer
{
    /// <summary>Where <c>npm ci</c> has been run.</summary>
    public static string Folder { get; } = Path.Combine(Binaries.Repository, "tests/clients");

    /// <summary><c>seaworthy run</c> in front of the server's stdio mode.</summary>
    public static RunCommand Run(params IReadOnlyList<string> options) => new(Node(), Script("node_modules/@modelcontextprotocol/server-everything/dist/index.js"), "stdio") { Options = options };

    /// <summary>node(1).</summary>
    public static string Node() => Prerequisites.Require("node", "runs server-everything and the TypeScript clients");

    /// <summary>A script in that folder.</summary>
    public static string Script(string path)
    {
        var script = Path.Combine(Folder, path);
        Prerequisites.Require(Directory.Exists(Path.Combine(Folder, "node_modules")) && File.Exists(script), $"{script} or what it needs does not exist: run npm ci in tests/clients.");
        return script;
    }
}
