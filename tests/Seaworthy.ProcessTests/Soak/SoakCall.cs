namespace Seaworthy.ProcessTests.Soak;

/// <summary>A call and what became of it.</summary>
/// <param name="Number">Unique; the stub's ledger notes it.</param>
/// <param name="Fate">What the caller saw.</param>
/// <param name="Details">What came back, for a failure.</param>
internal sealed record SoakCall(long Number, Fate Fate, string Details);
