using System.Collections;

namespace Seaworthy.Commands;

/// <summary>What the command line needs to know about the process and its surroundings; detected once, passed in everywhere.</summary>
/// <param name="Environment">The environment variables.</param>
/// <param name="ProcessId">This process's id: 1 means that a container runtime started us.</param>
/// <param name="HasContainerFile">Whether <c>/.dockerenv</c> exists.</param>
/// <param name="OutputIsTerminal">Whether a person looks at standard output directly.</param>
internal sealed record HostFacts(
    IReadOnlyDictionary<string, string> Environment, int ProcessId, bool HasContainerFile, bool OutputIsTerminal)
{
    private static readonly string[] LinkSchemes = ["tcp://", "udp://", "sctp://"];

    /// <summary>Whether this process is root.</summary>
    public bool IsRoot { get; init; }

    /// <summary>Whether a person can answer questions on standard input.</summary>
    public bool InputIsTerminal { get; init; }

    /// <summary>Whether Kubernetes started this process.</summary>
    public bool InKubernetes => Variable("KUBERNETES_SERVICE_HOST") is not null;

    /// <summary>Whether loopback would be unreachable from where the clients are.</summary>
    public bool InContainer => ProcessId == 1 || HasContainerFile || InKubernetes
        || Variable("container") is not null || Variable("DOTNET_RUNNING_IN_CONTAINER") is not null;

    /// <summary>Whether colour codes are welcome on standard output; see https://no-color.org.</summary>
    public bool WantsColour => OutputIsTerminal && Variable("NO_COLOR") is null && Variable("TERM") is not "dumb";

    /// <summary>Looks at the machine; the only place that does.</summary>
    public static HostFacts Detect()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
            environment[(string)entry.Key] = (string?)entry.Value ?? "";
        return new(environment, System.Environment.ProcessId, File.Exists("/.dockerenv"), !Console.IsOutputRedirected)
        {
            IsRoot = System.Environment.IsPrivilegedProcess,
            InputIsTerminal = !Console.IsInputRedirected,
        };
    }

    /// <summary>A variable's value; null when it is unset, empty or a Kubernetes service link.</summary>
    public string? Variable(string name) =>
        Environment.TryGetValue(name, out var value) && value.Length > 0 && !IsServiceLink(value) ? value : null;

    /// <summary>
    /// Kubernetes gives every container <c>SEAWORTHY_PORT=tcp://10.0.0.7:3000</c> as soon as a service is named
    /// <c>seaworthy</c>. Such a value was never meant as a setting.
    /// </summary>
    public static bool IsServiceLink(string value) => LinkSchemes.Any(scheme => value.StartsWith(scheme, StringComparison.Ordinal));
}
