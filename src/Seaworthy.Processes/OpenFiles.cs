using Seaworthy.Processes.Native;

namespace Seaworthy.Processes;

/// <summary>The limit on open files. A front needs one descriptor for each connection and three for each worker.</summary>
public static unsafe class OpenFiles
{
    /// <summary>
    /// The soft limit before <see cref="RaiseLimit"/>, which children get back: programs that use <c>select</c> or close every
    /// possible descriptor one by one break, or take seconds to start, under a soft limit of a million. 0: never raised.
    /// </summary>
    internal static ulong OriginalSoftLimit { get; private set; }

    /// <summary>Raises the soft limit (1,024 by tradition) to the hard one. Never fails: a lower limit is no reason not to start.</summary>
    public static void RaiseLimit()
    {
        ResourceLimit limit;
        if (Libc.GetLimit(Libc.OpenFilesResource, &limit) != 0 || limit.Soft >= limit.Hard)
            return;

        var original = limit.Soft;
        limit.Soft = limit.Hard;
        if (Libc.SetLimit(Libc.OpenFilesResource, &limit) == 0)
            OriginalSoftLimit = original;
    }

    /// <summary>Lowers the soft limit of this process, which is about to become the child.</summary>
    internal static void LowerSoftLimit(ulong soft)
    {
        ResourceLimit limit;
        if (Libc.GetLimit(Libc.OpenFilesResource, &limit) != 0 || soft >= limit.Soft)
            return;

        limit.Soft = soft;
        _ = Libc.SetLimit(Libc.OpenFilesResource, &limit);
    }
}
