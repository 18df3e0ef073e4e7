namespace Seaworthy.ProcessTests.Harness;

/// <summary>One line of a <see cref="LedgerFile"/>.</summary>
/// <param name="Happened"><c>received</c>, <c>answered</c> or <c>cancelled</c>.</param>
/// <param name="Tool">The tool.</param>
/// <param name="N">The call's argument <c>n</c>, or its number in its process.</param>
/// <param name="Pid">The worker.</param>
internal sealed record LedgerEntry(string Happened, string Tool, string N, int Pid);
