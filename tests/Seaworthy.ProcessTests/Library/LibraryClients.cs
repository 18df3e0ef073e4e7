using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Library;

/// <summary>The SDK's session modes, and the clients that each serves.</summary>
internal static class LibraryClients
{
    public const string Stateless = "Stateless";
    public const string Mixed = "StatefulForInitializeClients";
    public const string Stateful = "Stateful";

    /// <summary>Every mode with every revision that it serves.</summary>
    public static TheoryData<string, string> All => new()
    {
        { Stateless, Revision.June2025 },
        { Stateless, Revision.November2025 },
        { Stateless, Revision.July2026 },
        { Mixed, Revision.June2025 },
        { Mixed, Revision.November2025 },
        { Mixed, Revision.July2026 },
        { Stateful, Revision.November2025 },
    };

    /// <summary>A client that has shaken hands, if its revision does.</summary>
    public static Task<RawMcp> ConnectAsync(SeaworthyProcess server, string mode, string revision) =>
        RawMcp.ConnectAsync(server.Endpoint, revision, hasSessions: mode != Stateless);
}
