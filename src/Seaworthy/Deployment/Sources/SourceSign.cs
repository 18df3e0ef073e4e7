namespace Seaworthy.Deployment.Sources;

/// <summary>Something that source code shows, and that deployment files must agree with.</summary>
internal enum SourceSign
{
    /// <summary>Handles SIGTERM.</summary>
    TermHandler,

    /// <summary>Handles SIGINT.</summary>
    IntHandler,

    /// <summary>Waits for an HTTP server to close.</summary>
    ServerClose,

    /// <summary>Cuts connections, so that the wait ends.</summary>
    ForcedClose,

    /// <summary>Exits when the stop takes too long; the number is how long.</summary>
    ForcedExit,

    /// <summary>Listens at loopback only.</summary>
    LoopbackListen,

    /// <summary>Says itself where an ASP.NET server listens.</summary>
    ChoosesAddress,

    /// <summary>Keeps sessions in memory.</summary>
    SessionMap,

    /// <summary>Starts child processes.</summary>
    SpawnsChildren,

    /// <summary>Serves HTTP.</summary>
    ServesHttp,

    /// <summary>Speaks over standard input and output.</summary>
    ServesStdio,

    /// <summary>Ends with 0 after an error that nobody caught.</summary>
    ExitsZeroOnCrash,

    /// <summary>Has the host of .NET, which handles signals.</summary>
    GenericHost,

    /// <summary>How long the host of .NET, or uvicorn, waits for calls; the number is how long.</summary>
    HostDrain,

    /// <summary>Starts uvicorn.</summary>
    Uvicorn,

    /// <summary>Has Seaworthy's own library, which drains.</summary>
    Seaworthy,

    /// <summary>Reads every variable, or those of a name that is not written out.</summary>
    ReadsAnyVariable,

    /// <summary>Reads a variable; the text is its name.</summary>
    ReadsVariable,
}
