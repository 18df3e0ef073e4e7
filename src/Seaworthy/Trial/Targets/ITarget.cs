namespace Seaworthy.Trial.Targets;

/// <summary>What is put to the trial: something that starts servers.</summary>
internal interface ITarget
{
    /// <summary>What it is, for people.</summary>
    string Name { get; }

    /// <summary>Whether the trial can start it, and start it again.</summary>
    bool IsStartable { get; }

    /// <summary>Whether two of its servers can run at the same time.</summary>
    bool CanRunTwo { get; }

    /// <summary>Starts a server, and does not wait until it is ready.</summary>
    /// <exception cref="TrialException">It cannot be started.</exception>
    Task<IServerProcess> StartAsync(CancellationToken cancel);
}
