using Seaworthy.Commands;
using Seaworthy.Commands.Logging;
using Seaworthy.Run;

namespace Seaworthy.Tests.Commands;

/// <summary>What came of a command line that was acted on in memory.</summary>
internal sealed class CommandLineRun
{
    public int ExitCode { get; private set; }

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    /// <summary>What the runtime was given; null when nothing was started.</summary>
    public RunOptions? Options { get; private set; }

    public LogOptions? Log { get; private set; }

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>The lines on standard error without the program's name.</summary>
    public string[] Errors => [.. Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Replace("seaworthy: ", "", StringComparison.Ordinal))];

    /// <summary>Options given to <c>run</c>, with a command behind them.</summary>
    public static Task<CommandLineRun> RunAsync(HostFacts facts, params string[] options) => ActAsync(facts, ["run", .. options, "--", "node", "server.js"]);

    /// <summary>A whole command line.</summary>
    public static async Task<CommandLineRun> ActAsync(HostFacts facts, params string[] args)
    {
        var result = new CommandLineRun();
        using var output = new StringWriter();
        using var error = new StringWriter();
        result.ExitCode = await CommandLine.RunAsync(args, Record, facts, output, error);
        result.Output = output.ToString();
        result.Error = error.ToString();
        return result;

        Task<int> Record(RunOptions options, LogOptions log, IReadOnlyList<string> warnings)
        {
            (result.Options, result.Log, result.Warnings) = (options, log, warnings);
            return Task.FromResult(0);
        }
    }
}
