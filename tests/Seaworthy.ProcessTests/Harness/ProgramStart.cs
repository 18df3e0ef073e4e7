using System.Diagnostics;

namespace Seaworthy.ProcessTests.Harness;

/// <summary>The only place in the tests that starts a process.</summary>
internal static class ProgramStart
{
    /// <summary>
    /// Starts a program as the leader of a session and a process group of its own, so that it can be ended without
    /// touching anything that the test did not start. Its standard input is empty.
    /// </summary>
    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        // setsid(1) executes the program in its own process, because .NET's child is never a group leader. env(1) before it: a
        // shell that starts the tests in the background has them ignore SIGINT and SIGQUIT, which every child inherits.
        var start = new ProcessStartInfo(Prerequisites.Require("env", "tests give each program the default signals"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add("--default-signal");
        start.ArgumentList.Add(Prerequisites.Require("setsid", "tests give each program its own process group"));
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // Settings of whoever runs the tests are none of the tests'.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("SEAWORTHY_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
#pragma warning disable RS0030 // ChildProcess is itself under test here, and a test host is no shim for it.
        var process = Process.Start(start)!;
#pragma warning restore RS0030
        process.StandardInput.Close();
        return process;
    }
}
