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

    /// <summary>The limit of this process; all zeros when the kernel does not say.</summary>
    internal static ResourceLimit Limit
    {
        get
        {
            ResourceLimit limit = default;
            _ = Libc.GetLimit(Libc.OpenFilesResource, &limit);
            return limit;
        }
    }

    /// <summary>Raises the soft limit (1,024 by tradition) to the hard one. Never fails: a lower limit is no reason not to start.</summary>
    public static void RaiseLimit()
    {
        var limit = Limit;
        if (limit.Soft < limit.Hard && Set(limit with { Soft = limit.Hard }))
            OriginalSoftLimit = limit.Soft;
    }

    /// <summary>Lowers the soft limit, in a process that is about to become the child.</summary>
    internal static void LowerSoftLimit(ulong soft)
    {
        var limit = Limit;
        if (soft < limit.Soft)
            _ = Set(limit with { Soft = soft });
    }

    private static bool Set(ResourceLimit limit) => Libc.SetLimit(Libc.OpenFilesResource, &limit) == 0;
}
