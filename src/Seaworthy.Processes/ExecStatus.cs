using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

using Seaworthy.Processes.Native;

namespace Seaworthy.Processes;

/// <summary>
/// What the shim reports over its status pipe: nothing and the end of the pipe when the exec went through, because the
/// descriptor closes on exec; the step and errno when it did not. So a program's own exit 127 is never taken for a missing one.
/// </summary>
internal readonly record struct ExecStatus(ExecStep Step, int Errno)
{
    /// <summary>Writes the report, from the shim.</summary>
    public static unsafe void Write(int descriptor, ExecStep step, int errno)
    {
        var text = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)step} {errno}"));
        fixed (byte* bytes = text)
            _ = Libc.Write(descriptor, bytes, (nuint)text.Length);
    }

    /// <summary>Reads to the end of the pipe: null when the program runs.</summary>
    public static async Task<ExecStatus?> ReadAsync(Stream pipe)
    {
        using var reader = new StreamReader(pipe, Encoding.ASCII);
        var parts = (await reader.ReadToEndAsync().ConfigureAwait(false)).Split(' ');
        return parts.Length == 2
            ? new ExecStatus((ExecStep)int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>The cause, for people.</summary>
    public string Describe(ChildCommand command) => (Step, Errno) switch
    {
        (ExecStep.Execute, ErrorNumber.NoSuchFile) => DescribeMissing(command),
        (ExecStep.Execute, ErrorNumber.NotADirectory) => "a part of its path is not a folder",
        (ExecStep.Execute, ErrorNumber.AccessDenied) when Directory.Exists(FullPath(command)) => "it is a folder. Name the program in it",
        (ExecStep.Execute, ErrorNumber.AccessDenied) => "it is not executable, or lies in a folder that may not be entered. " +
            "Try chmod +x, or name its interpreter",
        (ExecStep.Execute, ErrorNumber.BadExecutable) => "it is no program for this machine (another architecture?)",
        (ExecStep.Execute, ErrorNumber.TooManyArguments) => "its arguments and environment are larger than the kernel allows",
        (ExecStep.WorkingDirectory, ErrorNumber.NoSuchFile) => $"there is no working directory {command.WorkingDirectory}",
        (ExecStep.WorkingDirectory, _) => $"the working directory {command.WorkingDirectory} cannot be entered: {Reason}",
        (ExecStep.Account, ErrorNumber.NotPermitted) =>
            $"only root may start it as {As(command)}. Start as root, or leave the user as it is",
        (ExecStep.Account, _) => $"it cannot run as {As(command)}: {Reason}",
        (ExecStep.Execute, _) => Reason,
        _ => $"{Step} failed: {Reason}",
    };

    private string Reason => Marshal.GetPInvokeErrorMessage(Errno);

    private static string As(ChildCommand command) => command.Group is null ? $"user {command.User}" : $"{command.User}:{command.Group}";

    private static string DescribeMissing(ChildCommand command)
    {
        if (!command.FileName.Contains('/'))
        {
            var path = command.Environment.TryGetValue("PATH", out var changed) ? changed : Environment.GetEnvironmentVariable("PATH");
            return $"it was not found in PATH ({path}). Install it, or name its path";
        }

        // The kernel reports a missing interpreter with the same number as a missing program.
        var file = FullPath(command);
        if (!File.Exists(file))
            return file == command.FileName ? "there is no such file" : $"there is no file {file}";
        return Interpreter(file) is { } interpreter
            ? $"the file is there, but the interpreter it names ({interpreter}) is not. Install it, or change the first line"
            : "the file is there, but what it needs to start is not: its loader (a program made for another libc?), or /bin/sh for a script without a #! line";
    }

    private static string FullPath(ChildCommand command) => Path.GetFullPath(Path.Combine(command.WorkingDirectory ?? "", command.FileName));

    /// <summary>What stands behind #!, when the file is a script. A carriage return in it, from an editor of Windows, becomes visible.</summary>
    private static string? Interpreter(string file)
    {
        var line = ProcFile.ReadLine(file);
        return line.StartsWith("#!", StringComparison.Ordinal) ? line[2..].Trim(' ').Replace("\r", "\\r", StringComparison.Ordinal) : null;
    }
}
