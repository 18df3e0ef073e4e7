namespace Seaworthy.Hosting.Contract;

/// <summary>What a process that Seaworthy runs says with its exit code.</summary>
internal static class ExitCode
{
    /// <summary>Every call was answered.</summary>
    public const int AllAnswered = 0;

    /// <summary>At least one call was cut, or there was a fault.</summary>
    public const int CutOrFault = 1;

    /// <summary>Usage or configuration: a restart will not help (systemd: <c>RestartPreventExitStatus=2</c>).</summary>
    public const int Usage = 2;

    /// <summary>The server never became ready, or was lost for good.</summary>
    public const int NeverReady = 3;
}
