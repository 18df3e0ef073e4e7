using System.Text;
using Seaworthy.Processes;

namespace Seaworthy.Trial.Targets;

/// <summary>docker or podman, by its command line. Which daemon it talks to is its own business (DOCKER_HOST, contexts).</summary>
internal sealed class ContainerEngine
{
    /// <summary>Those that are known, in the order in which they are tried.</summary>
    public static readonly string[] Programs = ["docker", "podman"];

    private ContainerEngine(string program) => Program = program;

    /// <summary>The program.</summary>
    public string Program { get; }

    /// <summary>The one that is named, or the first that works.</summary>
    /// <exception cref="TrialException">None does.</exception>
    public static async Task<ContainerEngine> FindAsync(string? named, CancellationToken cancel)
    {
        var failures = new List<string>();
        foreach (var program in named is null ? Programs : [named])
        {
            var engine = new ContainerEngine(program);
            try
            {
                _ = await engine.RunAsync(["info"], cancel, "info");
                return engine;
            }
            catch (TrialException e)
            {
                failures.Add(e.Message);
            }
        }
        throw new TrialException($"--image needs {named ?? "docker or podman"}, which does not work.\n{string.Join('\n', failures)}");
    }

    /// <summary>Runs a command, and returns what it printed.</summary>
    /// <exception cref="TrialException">It cannot be started, or failed.</exception>
    public async Task<string> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancel, string? what = null)
    {
        await using var child = await StartAsync(arguments);
        var output = ReadAsync(child.StandardOutput, cancel);
        var errors = ReadAsync(child.StandardError, cancel);
        var exit = await child.Exited.WaitAsync(cancel);
        return exit.Code == 0
            ? (await output).Trim()
            : throw new TrialException($"{Program} {what ?? arguments[0]} failed ({exit.Describe()}): {(await errors).Trim()}");
    }

    /// <summary>Starts a command that goes on.</summary>
    /// <exception cref="TrialException">It cannot be started.</exception>
    public async Task<ChildProcess> StartAsync(IReadOnlyList<string> arguments)
    {
        try
        {
            return await ChildProcess.StartAsync(new ChildCommand { FileName = Program, Arguments = arguments });
        }
        catch (ChildStartException e)
        {
            throw new TrialException(e.Message);
        }
    }

    private static async Task<string> ReadAsync(Stream stream, CancellationToken cancel)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        return await reader.ReadToEndAsync(cancel);
    }
}
