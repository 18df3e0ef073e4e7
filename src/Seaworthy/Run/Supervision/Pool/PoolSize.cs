namespace Seaworthy.Run.Supervision.Pool;

/// <summary>How many workers there are.</summary>
/// <param name="Workers">Those that are given calls.</param>
/// <param name="Spares">Warm ones that take over at once when one of those dies.</param>
internal sealed record PoolSize(int Workers, int Spares);
