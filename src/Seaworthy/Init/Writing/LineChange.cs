namespace Seaworthy.Init.Writing;

/// <summary>Lines in place of others; the ends are those after the last.</summary>
/// <param name="OldStart">The first old line that goes.</param>
/// <param name="OldEnd">The first after it that stays.</param>
/// <param name="NewStart">The first new line that comes.</param>
/// <param name="NewEnd">The first after it that was there.</param>
internal readonly record struct LineChange(int OldStart, int OldEnd, int NewStart, int NewEnd);
