namespace Seaworthy.ContainerTests.Harness;

/// <summary>How a container was stopped.</summary>
/// <param name="ExitCode">137 when it was killed.</param>
/// <param name="Took">From <c>docker stop</c> to its return.</param>
/// <param name="Log">Everything that the container wrote.</param>
internal sealed record StopReport(int ExitCode, TimeSpan Took, string Log);
