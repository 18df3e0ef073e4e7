using System.Diagnostics;
using System.Globalization;

namespace Seaworthy.StubServer.Mischief;

/// <summary>
/// Processes that stay behind. Each says <c>left PID</c> on stderr once it is as stubborn as it was told to be, so that a test
/// can wait for it.
/// </summary>
internal static class Linger
{
    /// <summary>This executable as the process that stays.</summary>
    public const string Verb = "linger";

    /// <summary>This executable as the one in between, which ends at once and makes an orphan.</summary>
    public const string ParentVerb = "linger-orphan";

    private const string OwnSession = "--setsid";
    private const string Stubborn = "--ignore-sigterm";

    /// <summary>A child in our own group that ignores SIGTERM.</summary>
    public static void StubbornChild() => Start([Verb, Stubborn], ownStdout: true);

    /// <summary>A daemon: orphaned, in its own session, none of our pipes but stderr.</summary>
    public static void Daemon() => Start([ParentVerb, OwnSession], ownStdout: true);

    /// <summary>An orphan in its own session that keeps our stdout open.</summary>
    public static void StdoutHolder() => Start([ParentVerb, OwnSession, "--hold-stdout"], ownStdout: false);

    /// <summary>Stays for ever.</summary>
    public static int Run(string[] how)
    {
        if (how.Contains(OwnSession))
            _ = Native.SetSid();
        using var term = how.Contains(Stubborn) ? IgnoredSignal.Sigterm() : null;
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"left {Environment.ProcessId}"));
        _ = new ManualResetEvent(false).WaitOne();
        return 0;
    }

    /// <summary>Starts the one that stays, and ends.</summary>
    public static int LeaveBehind(string[] how)
    {
        Start([Verb, .. how], ownStdout: !how.Contains("--hold-stdout"));
        return 0;
    }

    private static void Start(string[] arguments, bool ownStdout)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = ownStdout,
        };
#pragma warning disable RS0030 // A process that nobody looks after is the point.
        _ = Process.Start(start);
#pragma warning restore RS0030
    }
}
