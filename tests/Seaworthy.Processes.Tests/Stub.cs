using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("linux")]

namespace Seaworthy.Processes.Tests;

/// <summary>The stub server: the child in these tests, and their shim, because a test host cannot become another program.</summary>
internal static class Stub
{
    /// <summary>For steps that must not be reached, or must not be left early.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    /// <summary>Its executable, beside our own in the artifacts folder, of the same configuration.</summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Seaworthy.StubServer", new DirectoryInfo(AppContext.BaseDirectory).Name, "stub-server"));

    public static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [ModuleInitializer]
    internal static void BecomeTheShim() => ChildProcess.ShimPath = Path;

    public static Task<ChildProcess> StartAsync(params string[] options) =>
        ChildProcess.StartAsync(new ChildCommand { FileName = Path, Arguments = options });

    public static Task<ChildProcess> ShellAsync(string script, Func<ChildCommand, ChildCommand>? with = null)
    {
        var command = new ChildCommand { FileName = "sh", Arguments = ["-c", script] };
        return ChildProcess.StartAsync(with is null ? command : with(command));
    }

    /// <summary>Everything that a script writes, without the last line end.</summary>
    public static async Task<string> OutputOfAsync(string script, Func<ChildCommand, ChildCommand>? with = null)
    {
        await using var child = await ShellAsync(script, with);
        using var reader = new StreamReader(child.StandardOutput);
        return (await reader.ReadToEndAsync(Cancelled)).TrimEnd('\n');
    }

    /// <summary>Completes when the server answers: its handlers are in place.</summary>
    public static async Task ReadyAsync(this ChildProcess child)
    {
        await child.StandardInput.WriteAsync("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n"u8.ToArray(), Cancelled);
        _ = await child.StandardOutput.ReadAtLeastAsync(new byte[64], 1, throwOnEndOfStream: true, Cancelled);
    }

    /// <summary>The process ids of what the server left behind, as each announces itself on stderr.</summary>
    public static async Task<int[]> LeftAsync(this ChildProcess child, int count)
    {
        var left = new int[count];
        var reader = new StreamReader(child.StandardError);
        for (var i = 0; i < count; i++)
        {
            var line = await reader.ReadLineAsync(Cancelled);
            Assert.StartsWith("left ", line);
            left[i] = int.Parse(line!.AsSpan("left ".Length), CultureInfo.InvariantCulture);
        }

        return left;
    }
}
