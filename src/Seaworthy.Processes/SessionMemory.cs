namespace Seaworthy.Processes;

/// <summary>What whole sessions of processes take: a worker is often a shell or a package runner with the server below it.</summary>
public static class SessionMemory
{
    /// <summary>Resident bytes by session, of every session that has a live process. One look at /proc, however many are asked for.</summary>
    /// <remarks>Pages that processes share are counted for each of them.</remarks>
    public static IReadOnlyDictionary<int, long> Read()
    {
        var bytes = new Dictionary<int, long>();
        foreach (var stat in ProcStat.ReadAll())
            bytes[stat.SessionId] = bytes.GetValueOrDefault(stat.SessionId) + stat.ResidentBytes;
        return bytes;
    }
}
