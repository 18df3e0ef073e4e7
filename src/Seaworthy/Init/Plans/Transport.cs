namespace Seaworthy.Init.Plans;

/// <summary>How a server talks to its clients by itself.</summary>
internal enum Transport
{
    /// <summary>Over standard input and output.</summary>
    Stdio,

    /// <summary>Over Streamable HTTP.</summary>
    Http,
}
