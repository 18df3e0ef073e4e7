using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("linux")]

namespace Seaworthy.ContainerTests.Harness;

/// <summary>The Docker client of this machine.</summary>
internal static class Docker
{
    // The classic builder: what is built has to build there, too. And no hint may stand between a test and its answer.
    private static readonly Dictionary<string, string?> ClientEnvironment = new() { ["DOCKER_BUILDKIT"] = "0", ["DOCKER_CLI_HINTS"] = "false" };

    private static readonly string[] ProxyVariables = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"];

    private static readonly Lazy<Task<CommandResult?>> Answer = new(AskAsync);

    /// <summary>Whether a test has asked for the daemon, so that there may be something to remove.</summary>
    public static bool IsUsed { get; private set; }

    /// <summary>Skips the test, or fails it in CI, unless a daemon answers.</summary>
    public static async Task RequireAsync()
    {
        Prerequisites.Require("docker", "container tests run containers");
        IsUsed = true;
        var answer = await Answer.Value;
        Prerequisites.Require(answer is { Code: 0 }, $"No Docker daemon answers: {answer?.Errors.Trim()}");
    }

    /// <summary>The same for Compose v2.</summary>
    public static async Task RequireComposeAsync()
    {
        await RequireAsync();
        var answer = await TryAsync("compose", "version", "--short");
        Prerequisites.Require(answer.Code == 0 && !answer.Output.StartsWith('1'), $"There is no Compose v2: {answer.Errors.Trim()}");
    }

    /// <summary>Runs <c>docker</c> and returns what it wrote; fails unless it exits with 0.</summary>
    public static Task<string> RunAsync(params string[] arguments) => Command.RunAsync("docker", arguments, ClientEnvironment);

    /// <summary>Runs <c>docker</c>, whatever its exit code will be.</summary>
    public static Task<CommandResult> TryAsync(params string[] arguments) => Command.TryAsync("docker", arguments, ClientEnvironment);

    /// <summary>Builds an image and returns what the builder wrote.</summary>
    public static Task<string> BuildAsync(string tag, string dockerfile, string context)
    {
        // On the machine's own network, which a restore needs and bridges need not reach.
        string[] arguments =
        [
            "build", "--network", "host", "--label", TestRun.Label, "--tag", tag, "--file", dockerfile,
            .. ProxyArguments(), context,
        ];
        return Command.RunAsync("docker", arguments, ClientEnvironment, TimeSpan.FromMinutes(15));
    }

    private static IEnumerable<string> ProxyArguments() =>
        from name in ProxyVariables
        where Environment.GetEnvironmentVariable(name) is { Length: > 0 }
        from argument in new[] { "--build-arg", name }
        select argument;

    private static async Task<CommandResult?> AskAsync() => await TryAsync("info", "--format", "{{.ServerVersion}}");
}
