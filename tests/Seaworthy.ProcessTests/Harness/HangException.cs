namespace Seaworthy.ProcessTests.Harness;

/// <summary>Something that should have happened did not.</summary>
internal sealed class HangException(string message) : Exception(message);
