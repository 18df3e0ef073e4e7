namespace Seaworthy.Processes;

/// <summary>What the shim was doing when it failed.</summary>
internal enum ExecStep
{
    /// <summary><c>setsid</c>.</summary>
    Session,

    /// <summary><c>setgroups</c>, <c>setgid</c>, <c>setuid</c>.</summary>
    Account,

    /// <summary><c>chdir</c>.</summary>
    WorkingDirectory,

    /// <summary><c>prctl(PR_SET_PDEATHSIG)</c>.</summary>
    ParentDeathSignal,

    /// <summary><c>execvp</c>.</summary>
    Execute,
}
