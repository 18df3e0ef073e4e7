namespace Seaworthy.Deployment.Images;

/// <summary>What <c>/bin/sh</c> is in an image.</summary>
internal enum ShellKind
{
    /// <summary>Nobody knows.</summary>
    Unknown,

    /// <summary>There is none.</summary>
    None,

    /// <summary>dash: never execs the last command of <c>-c</c>.</summary>
    Dash,

    /// <summary>bash: execs a single last command.</summary>
    Bash,

    /// <summary>The ash of BusyBox: execs a single last command.</summary>
    Busybox,
}
