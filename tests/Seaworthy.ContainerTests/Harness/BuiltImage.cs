namespace Seaworthy.ContainerTests.Harness;

/// <summary>An image of this run, and what its builder wrote.</summary>
internal sealed record BuiltImage(string Tag, string BuildLog);
