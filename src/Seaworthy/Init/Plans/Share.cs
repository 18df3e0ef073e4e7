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
}
