namespace Seaworthy.Run.Supervision.Rounds;

/// <summary>After how much a worker is replaced though it is well; null: never for that reason.</summary>
/// <param name="Calls">Calls that it was given.</param>
/// <param name="Memory">Resident bytes of all its processes.</param>
/// <param name="Age">Since its start.</param>
internal sealed record WearLimits(int? Calls, long? Memory, TimeSpan? Age);
