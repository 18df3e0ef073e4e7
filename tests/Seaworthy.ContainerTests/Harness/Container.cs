using System.Diagnostics;
using System.Globalization;

namespace Seaworthy.ContainerTests.Harness;

/// <summary>A container of this test run.</summary>
internal sealed class Container : IAsyncDisposable
{
    private Container(string name) => Name = name;

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Starts it in the background; <paramref name="options"/> are those of <c>docker run</c>.</summary>
    public static async Task<Container> RunAsync(string image, IEnumerable<string> options, params string[] arguments)
    {
        var container = new Container(TestRun.NewName("container"));
        try
        {
            await Docker.RunAsync(
                ["run", "--detach", "--pull", "never", "--name", container.Name, "--label", TestRun.Label, .. options, image, .. arguments]);
            return container;
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }

    /// <summary>One that something else has started.</summary>
    public static Container Of(string name) => new(name);

    /// <summary>Where a port of it is published on this machine.</summary>
    public async Task<Uri> UrlAsync(int port)
    {
        var published = await Docker.RunAsync("port", Name, port.ToString(CultureInfo.InvariantCulture));
        return new Uri($"http://{published.Split('\n')[0].Trim()}");
    }

    /// <summary>What the daemon says of it, in a text with fields like <c>{{.State.Status}}</c>.</summary>
    public Task<string> InspectAsync(string template) => DaemonApi.InspectAsync(Name, template);

    /// <summary>Runs a program in it.</summary>
    public Task<CommandResult> ExecAsync(params string[] command) => Docker.TryAsync(["exec", Name, .. command]);

    /// <summary>
    /// Sends a signal to its first process from outside: PID 1 of a namespace cannot be killed from within, and after
    /// <c>docker kill</c> no restart policy applies.
    /// </summary>
    public async Task SignalAsync(Signal signal)
    {
        var pid = int.Parse(await InspectAsync("{{.State.Pid}}"), CultureInfo.InvariantCulture);
        // 0 would be the test's own process group.
        Assert.True(pid > 1, await DescribeAsync());
        Assert.True(Kernel.Send(pid, signal), "Only root can send a signal to the process of a container.");
    }

    /// <summary>Its processes as this machine numbers them.</summary>
    public async Task<IReadOnlyList<int>> ProcessesAsync()
    {
        var table = await Docker.RunAsync("top", Name, "-o", "pid");
        return [.. table.Split('\n').Skip(1).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
    }

    /// <summary>What it has written so far.</summary>
    public Task<string> LogAsync() => DaemonApi.LogAsync(Name);

    /// <summary>Its state and its log, for a failure.</summary>
    public async Task<string> DescribeAsync() => $"{await InspectAsync("{{.State}}")}\n{await LogAsync()}";

    /// <summary><c>docker stop</c>, with a grace in seconds.</summary>
    public Task<StopReport> StopAsync(int grace = 35) => StopWithAsync("--time", grace.ToString(CultureInfo.InvariantCulture));

    /// <summary><c>docker stop</c> with the grace that the container was made with.</summary>
    public Task<StopReport> StopInItsOwnGraceAsync() => StopWithAsync();

    /// <summary>SIGKILL, with nothing before it; returns the exit code.</summary>
    public async Task<int> KillAsync()
    {
        await Docker.RunAsync("kill", Name);
        return int.Parse(await Docker.RunAsync("wait", Name), CultureInfo.InvariantCulture);
    }

    /// <summary>Removes it with its volumes, running or not.</summary>
    public async ValueTask DisposeAsync() => await Docker.TryAsync("rm", "--force", "--volumes", Name);

    private async Task<StopReport> StopWithAsync(params string[] options)
    {
        var began = Stopwatch.GetTimestamp();
        await Docker.RunAsync(["stop", .. options, Name]);
        var took = Stopwatch.GetElapsedTime(began);
        var code = int.Parse(await InspectAsync("{{.State.ExitCode}}"), CultureInfo.InvariantCulture);
        return new StopReport(code, took, await LogAsync());
    }
}
