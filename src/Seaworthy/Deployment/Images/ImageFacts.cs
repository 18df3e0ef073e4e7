namespace Seaworthy.Deployment.Images;

/// <summary>What is known of a base image.</summary>
/// <param name="Shell">What <c>/bin/sh</c> is.</param>
/// <param name="Tools">Which of curl, wget and bash it has; null when nobody knows.</param>
/// <param name="User">The user it starts as; null when nobody knows.</param>
/// <param name="Source">Where that was read.</param>
internal sealed record ImageFacts(ShellKind Shell, IReadOnlyList<string>? Tools, string? User, string Source)
{
    /// <summary>Variables that it sets and others build on.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The port its server listens on by default.</summary>
    public int? Port { get; init; }

    /// <summary>Its STOPSIGNAL; SIGTERM unless it says otherwise.</summary>
    public string StopSignal { get; init; } = "SIGTERM";

    /// <summary>Its ENTRYPOINT; null when nobody knows, empty when it has none.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; } = [];

    /// <summary>Whether wget is the one of BusyBox.</summary>
    public bool HasBusyboxWget => Shell == ShellKind.Busybox && Has("wget") == Presence.Present;

    /// <summary>Whether a program is there.</summary>
    public Presence Has(string tool) => tool switch
    {
        "sh" or "sleep" => Shell switch
        {
            ShellKind.Unknown => Presence.Unknown,
            ShellKind.None => Presence.Absent,
            _ => Presence.Present,
        },
        _ when Tools is null => Presence.Unknown,
        _ => Tools.Contains(tool, StringComparer.Ordinal) ? Presence.Present : Presence.Absent,
    };
}
