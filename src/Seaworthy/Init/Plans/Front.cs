namespace Seaworthy.Init.Plans;

/// <summary>What stands at the network and answers for health and stop.</summary>
internal enum Front
{
    /// <summary><c>seaworthy run</c> speaks HTTP, and the server's standard input and output behind it.</summary>
    Bridge,

    /// <summary><c>seaworthy run --upstream</c> in front of a server that speaks HTTP itself.</summary>
    Upstream,

    /// <summary>The server itself, with Seaworthy's library in it.</summary>
    Library,
}
