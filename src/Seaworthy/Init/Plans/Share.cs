namespace Seaworthy.Init.Plans;

/// <summary>What one replica is given, and what it may use at most.</summary>
/// <param name="MemoryMebibytes">At most; beyond it the kernel ends it.</param>
/// <param name="ReservedMebibytes">Given in any case.</param>
/// <param name="Millicores">At most, in thousandths of a core.</param>
/// <param name="ReservedMillicores">Given in any case.</param>
internal sealed record Share(int MemoryMebibytes, int ReservedMebibytes, int Millicores, int ReservedMillicores)
{
    /// <summary>A core and 512 MiB, of which a quarter is sure.</summary>
    public static Share Default { get; } = new(512, 128, 1000, 250);

    /// <summary>
    /// The default once for each process of the server. The spare that <c>seaworthy run</c> keeps beside several needs memory as they
    /// do, and no core: it waits.
    /// </summary>
    /// <param name="workers">Processes that are given calls.</param>
    /// <param name="memory">Bytes that the replica may use; null for the default.</param>
    public static Share Of(int workers, long? memory)
    {
        var processes = workers > 1 ? workers + 1 : 1;
        var most = memory is { } said ? (int)(said >> 20) : Default.MemoryMebibytes * processes;
        return new(most, Math.Min(Default.ReservedMebibytes * processes, most), Default.Millicores * workers, Default.ReservedMillicores * workers);
    }
}
