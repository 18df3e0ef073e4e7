using System.Runtime.InteropServices;

using Seaworthy.Processes.Native;

namespace Seaworthy.Processes;

/// <summary>
/// What runs between the runtime's fork and the program: this executable again, called with <see cref="Verb"/>. It does what
/// <see cref="System.Diagnostics.ProcessStartInfo"/> cannot say, then becomes the program under the same process id.
/// </summary>
/// <remarks>
/// <c>setsid(1)</c> and <c>su-exec</c> are missing from small images, and an own fork is out of the question: the runtime reaps
/// every child it sees in its SIGCHLD handler, and the exit status with it.
/// </remarks>
public static unsafe class ExecShim
{
    /// <summary>The first argument that marks a call of the shim.</summary>
    public const string Verb = "--seaworthy-exec";

    private const int NotFound = 127;
    private const int NotExecutable = 126;

    /// <summary>Whether this process was started as the shim: ask before anything else.</summary>
    public static bool IsCalled(string[] args) => args.Length > 0 && args[0] == Verb;

    /// <summary>Becomes the program. Returns only when that failed, with the exit code.</summary>
    public static int Run(string[] args)
    {
        if (ExecRequest.Parse(args) is not { } request)
        {
            Console.Error.WriteLine($"{Verb} is used by Seaworthy itself to start a worker. Use 'seaworthy run -- COMMAND'.");
            return 2;
        }

        _ = Libc.DescriptorControl(request.StatusDescriptor, Libc.SetDescriptorFlags, Libc.CloseOnExec);
        if (Prepare(request) is not { } failed)
            return 1;

        var errno = Marshal.GetLastPInvokeError();
        ExecStatus.Write(request.StatusDescriptor, failed, errno);
        return errno == ErrorNumber.NoSuchFile ? NotFound : NotExecutable;
    }

    /// <summary>Everything up to the exec: the step that failed, or null when there is no parent left to work for.</summary>
    private static ExecStep? Prepare(ExecRequest request)
    {
        if (Libc.SetSid() < 0)
            return ExecStep.Session;
        if (request.OpenFiles > 0)
            OpenFiles.LowerSoftLimit(request.OpenFiles);
        if (request.Account is { } account && !Become(account))
            return ExecStep.Account;
        if (request.WorkingDirectory.Length > 0 && Libc.ChangeDirectory(request.WorkingDirectory) != 0)
            return ExecStep.WorkingDirectory;

        // After the change of user: the kernel clears the parent-death signal with the credentials.
        if (Libc.ProcessControl(Libc.ParentDeathSignal, (nuint)ChildSignal.Kill, 0, 0, 0) != 0)
            return ExecStep.ParentDeathSignal;
        if (Libc.GetParentId() != request.ParentId)
            return null;

        Execute(request.Command);
        return ExecStep.Execute;
    }

    private static bool Become(Account account)
    {
        fixed (uint* groups = account.Groups.ToArray())
        {
            return Libc.SetGroups((nuint)account.Groups.Count, groups) == 0
                && Libc.SetGroupId(account.GroupId) == 0
                && Libc.SetUserId(account.UserId) == 0;
        }
    }

    private static void Execute(IReadOnlyList<string> command)
    {
        var arguments = stackalloc byte*[command.Count + 1];
        for (var i = 0; i < command.Count; i++)
            arguments[i] = (byte*)Marshal.StringToCoTaskMemUTF8(command[i]);
        arguments[command.Count] = null;

        ResetSignals();
        _ = Libc.Execute(arguments[0], arguments);
    }

    /// <summary>
    /// A caught signal is reset by exec, an ignored or blocked one is inherited. The runtime ignores SIGPIPE, <c>nohup</c> SIGHUP,
    /// and a program that starts so never dies of a closed pipe, or cannot be ended.
    /// </summary>
    /// <remarks>Signals from 32 on stay: the runtime suspends its threads with one until the very exec.</remarks>
    private static void ResetSignals()
    {
        for (var signal = 1; signal < 32; signal++)
        {
            if (signal is not ((int)ChildSignal.Kill or (int)ChildSignal.Stop or 11))
                _ = Libc.SetDisposition(signal, 0);
        }

        var nothing = stackalloc byte[Libc.SignalSetSize];
        new Span<byte>(nothing, Libc.SignalSetSize).Clear();
        _ = Libc.SetSignalMask(Libc.SetMask, nothing, null);
    }
}
