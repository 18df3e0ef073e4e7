namespace Seaworthy.Commands.Options;

/// <summary>The headings that options stand under, in this order.</summary>
internal enum OptionSection
{
    /// <summary>Options of a command that has few.</summary>
    Options,

    /// <summary>What a server is, to those who deploy it.</summary>
    Server,

    /// <summary>The image that is made of it.</summary>
    Image,

    /// <summary>Where and how it is to run.</summary>
    Deployment,

    /// <summary>What happens to files.</summary>
    Files,

    /// <summary>Addresses and paths.</summary>
    Listening,

    /// <summary>Who may call.</summary>
    Access,

    /// <summary>The processes behind the endpoint.</summary>
    Worker,

    /// <summary>How much at a time, how large.</summary>
    Limits,

    /// <summary>The shutdown budget.</summary>
    Stopping,

    /// <summary>What is written to standard output.</summary>
    Logging,

    /// <summary>What is put to the trial.</summary>
    Target,

    /// <summary>What is called.</summary>
    Calls,

    /// <summary>What is tried.</summary>
    Scenarios,

    /// <summary>What is told.</summary>
    Report,
}
