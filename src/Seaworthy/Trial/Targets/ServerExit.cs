namespace Seaworthy.Trial.Targets;

/// <summary>How a server ended.</summary>
/// <param name="Code">The exit code; null where it cannot be seen.</param>
/// <param name="Description">The same for people: "exit 0", "killed by SIGSEGV".</param>
/// <param name="At">When, as a timestamp of the trial's clock.</param>
internal sealed record ServerExit(int? Code, string Description, long At);
