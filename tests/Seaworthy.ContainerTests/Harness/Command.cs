using System.Diagnostics;

namespace Seaworthy.ContainerTests.Harness;

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(120);

    /// <summary>Runs it, whatever its exit code will be.</summary>
    public static async Task<CommandResult> TryAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, TimeSpan? limit = null)
    {
        var list = arguments.ToArray();
        var commandLine = $"{program} {string.Join(' ', list)}";
        using var process = ProgramStart.Start(program, list, environment ?? new Dictionary<string, string?>());
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(limit ?? Usual);
            return new CommandResult(commandLine, process.ExitCode, await WrittenAsync(output), await WrittenAsync(errors));
        }
        catch (TimeoutException)
        {
            Kernel.Send(-process.Id, Signal.Kill);
            throw new HangException($"Waited {limit ?? Usual} for the end of: {commandLine}\n{await WrittenAsync(output)}\n{await WrittenAsync(errors)}");
        }
    }

    /// <summary>Runs it and returns its output; an exit code other than 0 fails the test.</summary>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, TimeSpan? limit = null)
    {
        var result = await TryAsync(program, arguments, environment, limit);
        return result.Code == 0 ? result.Output.Trim() : throw new InvalidOperationException(result.ToString());
    }

    // Something that it started may hold the pipe open for as long as that lives.
    private static async Task<string> WrittenAsync(Task<string> text)
    {
        try
        {
            return await text.WaitAsync(TimeSpan.FromSeconds(2));
        }
        catch (TimeoutException)
        {
            return "(the output was held open)";
        }
    }
}
