using System.Globalization;
using System.Text.RegularExpressions;

namespace Seaworthy.Processes.Tests;

public sealed partial class ExecShimTests
{
    [Fact(Timeout = 30_000)]
    public async Task Leads_a_session_and_a_group_of_its_own()
    {
        var fields = (await Stub.OutputOfAsync("echo $$; exec cat /proc/self/stat")).Split('\n', ' ');

        // id, then: id (name) state parent group session
        Assert.Equal([fields[0], fields[0], fields[0]], [fields[1], fields[5], fields[6]]);
    }

    [Fact(Timeout = 30_000)]
    public async Task Ignores_and_blocks_no_signal()
    {
        var status = await Stub.OutputOfAsync("exec cat /proc/self/status");

        Assert.Equal(0UL, SignalSet(status, "SigIgn"));
        Assert.Equal(0UL, SignalSet(status, "SigBlk"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Hands_down_no_descriptor_but_the_three()
    {
        var own = new HashSet<string>(Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(path => Path.GetFileName(path)));
        var seen = await Stub.OutputOfAsync("for fd in /proc/$$/fd/*; do echo ${fd##*/} $(readlink $fd); done");

        // Our own parent may have left some open to us; what must not appear is a pipe of this start.
        Assert.DoesNotContain(seen.Split('\n'), line => line.Contains("pipe:") && !IsStandard(line) && !own.Contains(line.Split(' ')[0]));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_child_dies_with_its_supervisor()
    {
        await using var middle = await Stub.StartAsync("middle", "--", Stub.Path, "--ignore-eof", "--ignore-sigterm");
        using var output = new StreamReader(middle.StandardOutput);
        var child = int.Parse((await output.ReadLineAsync(Stub.Cancelled))!, CultureInfo.InvariantCulture);
        Assert.Equal(middle.Id, ProcStat.Read(child)?.ParentId);

        _ = Native.Libc.Kill(middle.Id, (int)ChildSignal.Kill);

        await Eventually.GoneAsync(child);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_child_outlives_the_thread_that_asked_for_it()
    {
        // The signal follows the thread that forked. This one ends as soon as the child runs.
        Task<ChildProcess>? starting = null;
        var thread = new Thread(() =>
        {
            starting = ChildProcess.StartAsync(new ChildCommand { FileName = "cat" });
            _ = ((IAsyncResult)starting).AsyncWaitHandle.WaitOne();
        });
        thread.Start();
        thread.Join();

        await using var child = await starting!;
        await child.StandardInput.WriteAsync("alive\n"u8.ToArray(), Stub.Cancelled);
        Assert.Equal(6, await child.StandardOutput.ReadAtLeastAsync(new byte[6], 6, throwOnEndOfStream: false, Stub.Cancelled));
    }

    [Fact(Timeout = 30_000)]
    public async Task Becomes_the_user_with_its_groups_and_home()
    {
        Assert.SkipUnless(Environment.UserName == "root", "Only root can become somebody else.");

        var seen = await Stub.OutputOfAsync(
            "id -u; id -g; id -G; echo $HOME $USER", command => command with { User = "daemon", Group = "1234" });

        Assert.Matches(@"^1\n1234\n1234\b.*\n/usr/sbin daemon$", seen);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_child_of_another_user_dies_with_its_supervisor_too()
    {
        Assert.SkipUnless(Environment.UserName == "root", "Only root can become somebody else.");

        // The kernel forgets the parent-death signal when the credentials change.
        await using var middle = await Stub.StartAsync("middle", "--user", "4242", "--", "sleep", "1000");
        using var output = new StreamReader(middle.StandardOutput);
        var child = int.Parse((await output.ReadLineAsync(Stub.Cancelled))!, CultureInfo.InvariantCulture);

        _ = Native.Libc.Kill(middle.Id, (int)ChildSignal.Kill);

        await Eventually.GoneAsync(child);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_unknown_user_is_refused_by_name()
    {
        var failed = await Assert.ThrowsAsync<ChildStartException>(
            () => Stub.ShellAsync("true", command => command with { User = "nobody-here" }));

        Assert.Contains("'nobody-here'", failed.Message);
    }

    private static ulong SignalSet(string status, string name)
    {
        var line = SignalLine().Matches(status).Single(match => match.Groups[1].Value == name);
        return ulong.Parse(line.Groups[2].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private static bool IsStandard(string line) => line.Split(' ')[0] is "0" or "1" or "2";

    [GeneratedRegex(@"^(Sig\w+):\s+([0-9a-f]+)$", RegexOptions.Multiline)]
    private static partial Regex SignalLine();
}
