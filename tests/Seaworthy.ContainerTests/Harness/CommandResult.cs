namespace Seaworthy.ContainerTests.Harness;

/// <summary>How a program ended, and what it wrote.</summary>
internal sealed record CommandResult(string CommandLine, int Code, string Output, string Errors)
{
    /// <inheritdoc/>
    public override string ToString() => $"{CommandLine}\nexit {Code}\n{Output}\n{Errors}";
}
