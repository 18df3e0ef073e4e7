using System.Text;
using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Kubernetes;

/// <summary>
/// Podman with storage and a network namespace of its own: the pod's ports, and the firewall rules that publish them, are
/// nobody else's.
/// </summary>
internal sealed class Podman : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _namespace = TestRun.NewName("pod");
    private readonly Dictionary<string, string?> _environment;
    private string? _played;

    private string[] Own =>
        ["--root", Path.Combine(_folder.Path, "root"), "--runroot", Path.Combine(_folder.Path, "run"), "--tmpdir", Path.Combine(_folder.Path, "tmp")];

    private Podman()
    {
        var configuration = _folder.Write("containers.conf", """
            [containers]
            # Podman raises them to its own limit, which a machine that is itself a container may not.
            default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
            [engine]
            # There need be no systemd and no journal.
            cgroup_manager = "cgroupfs"
            events_logger = "file"
            [network]
            network_backend = "netavark"
            """);
        // Podman would look for Docker's credentials in DOCKER_CONFIG, and fail where there are none.
        _environment = new Dictionary<string, string?> { ["CONTAINERS_CONF"] = configuration, ["DOCKER_CONFIG"] = null };
    }

    /// <summary>Makes it, with images of the Docker daemon.</summary>
    public static async Task<Podman> WithImagesAsync(params string[] images)
    {
        foreach (var (program, why) in new[] { ("podman", "plays the Deployment"), ("catatonit", "podman's pods begin with it"), ("ip", "gives podman a network of its own") })
            Prerequisites.Require(program, why);
        Prerequisites.Require(Environment.UserName == "root", "Only root can make a network namespace for podman.");
        var podman = new Podman();
        await Command.RunAsync("ip", ["netns", "add", podman._namespace]);
        await Command.RunAsync("ip", ["-netns", podman._namespace, "link", "set", "lo", "up"]);
        var archive = Path.Combine(podman._folder.Path, "images.tar");
        await Docker.RunAsync(["save", "--output", archive, .. images]);
        await podman.RunAsync("load", "--quiet", "--input", archive);
        return podman;
    }

    /// <summary>Makes a secret, in the form in which this version of <c>kube play</c> reads one.</summary>
    public Task CreateSecretAsync(string name, string key, string value)
    {
        var json = $$"""{"{{key}}":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}}"}""";
        return RunAsync("secret", "create", name, _folder.Write("secret.json", json));
    }

    /// <summary><c>podman kube play</c>.</summary>
    public Task PlayAsync(string manifest)
    {
        _played = _folder.Write("played.yaml", manifest);
        return RunAsync("kube", "play", _played);
    }

    /// <summary>Asks a path of a container on its own loopback; returns the body and, in a line of its own, the status.</summary>
    public async Task<string> GetAsync(string container, string path)
    {
        var pid = await RunAsync("inspect", "--format", "{{.State.Pid}}", container);
        var answer = await Command.TryAsync("nsenter", [$"--net=/proc/{pid}/ns/net", "curl", "--silent", "--write-out", "\n%{http_code}", $"http://127.0.0.1:3000{path}"]);
        return answer.Output;
    }

    /// <summary>Runs another program where this podman's containers can be reached, and so that <c>podman</c> is this one to it.</summary>
    public Task<CommandResult> TryBesideAsync(string program, IEnumerable<string> arguments, TimeSpan limit)
    {
        var self = _folder.Write("bin/podman", $"#!/bin/sh\nexec \"{Prerequisites.Require("podman", "runs containers")}\" {string.Join(' ', Own.Select(word => $"'{word}'"))} \"$@\"\n");
        File.SetUnixFileMode(self, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var environment = new Dictionary<string, string?>(_environment) { ["PATH"] = $"{Path.GetDirectoryName(self)}:{Environment.GetEnvironmentVariable("PATH")}" };
        return Command.TryAsync("nsenter", [$"--net=/run/netns/{_namespace}", program, .. arguments], environment, limit);
    }

    /// <summary>Runs <c>podman</c> and returns what it wrote.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var result = await TryAsync(arguments);
        return result.Code == 0 ? result.Output.Trim() : throw new InvalidOperationException(result.ToString());
    }

    /// <summary>Runs <c>podman</c>, whatever its exit code will be. nsenter, because <c>ip netns exec</c> would hide the cgroups.</summary>
    public Task<CommandResult> TryAsync(params string[] arguments) => Command.TryAsync(
        "nsenter",
        [$"--net=/run/netns/{_namespace}", "podman", .. Own, .. arguments],
        _environment);

    /// <summary>Removes the pod, the images and the namespace.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_played is not null)
            await TryAsync("kube", "down", _played);
        await TryAsync("system", "reset", "--force");
        await Command.TryAsync("ip", ["netns", "delete", _namespace]);
        _folder.Dispose();
    }
}
