namespace Seaworthy.Processes;

/// <summary>How a stop went.</summary>
/// <param name="Step">The step that ended the child.</param>
/// <param name="Took">From the request to the moment when nothing of the child was left.</param>
/// <param name="Exit">How the child ended; null when it is <see cref="StopStep.Stuck"/>.</param>
/// <param name="Swept">How many processes the child had left behind and that had to be ended one by one.</param>
public sealed record StopReport(StopStep Step, TimeSpan Took, ChildExit? Exit, int Swept);
