using System.Globalization;

namespace Seaworthy.Processes;

/// <summary>What the shim is told on its command line.</summary>
internal sealed record ExecRequest
{
    private const int FixedArguments = 6;

    /// <summary>The write end of the pipe that carries the <see cref="ExecStatus"/> to our parent.</summary>
    public required int StatusDescriptor { get; init; }

    /// <summary>Our parent's process id: another one means that it died before it could be told to take us along.</summary>
    public required int ParentId { get; init; }

    /// <summary>The soft limit on open files for the program; 0: as it is.</summary>
    public required ulong OpenFiles { get; init; }

    /// <summary>The user and groups to become; null: stay.</summary>
    public required Account? Account { get; init; }

    /// <summary>Where the program starts; empty: here.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The program and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The command line, <see cref="ExecShim.Verb"/> first.</summary>
    public IEnumerable<string> ToArguments() =>
    [
        ExecShim.Verb,
        StatusDescriptor.ToString(CultureInfo.InvariantCulture),
        ParentId.ToString(CultureInfo.InvariantCulture),
        OpenFiles.ToString(CultureInfo.InvariantCulture),
        Account?.ToArgument() ?? "",
        WorkingDirectory,
        .. Command,
    ];

    /// <summary>The reverse of <see cref="ToArguments"/>; null when the arguments are not ours.</summary>
    public static ExecRequest? Parse(string[] arguments) =>
        arguments.Length > FixedArguments
        && arguments[0] == ExecShim.Verb
        && int.TryParse(arguments[1], CultureInfo.InvariantCulture, out var status)
        && int.TryParse(arguments[2], CultureInfo.InvariantCulture, out var parent)
        && ulong.TryParse(arguments[3], CultureInfo.InvariantCulture, out var openFiles)
            ? new ExecRequest
            {
                StatusDescriptor = status,
                ParentId = parent,
                OpenFiles = openFiles,
                Account = arguments[4].Length == 0 ? null : Account.FromArgument(arguments[4]),
                WorkingDirectory = arguments[5],
                Command = arguments[FixedArguments..],
            }
            : null;
}
