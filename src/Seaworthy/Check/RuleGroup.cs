namespace Seaworthy.Check;

/// <summary>What rules are about, in the order of docs/rules.md.</summary>
internal enum RuleGroup
{
    /// <summary>Files that cannot be read, and comments that switch rules off.</summary>
    Files,

    /// <summary>Signals and process 1.</summary>
    Signals,

    /// <summary>The time a stop may take.</summary>
    Shutdown,

    /// <summary>Health checks and ports.</summary>
    Health,

    /// <summary>Memory and processors.</summary>
    Resources,

    /// <summary>Users, secrets, rights.</summary>
    Security,

    /// <summary>Replicas, sessions, and how things refer to each other.</summary>
    Rollout,
}
