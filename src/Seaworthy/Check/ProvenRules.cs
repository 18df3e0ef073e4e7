namespace Seaworthy.Check;

/// <summary>
/// Rules of which a test has built and run the wrong form and the right one, and seen the failure with the first alone:
/// those that have a case in <c>tests/Seaworthy.ContainerTests/Truth/Cases</c>.
/// </summary>
internal static class ProvenRules
{
    /// <summary>Their names.</summary>
    public static IReadOnlySet<string> Slugs { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "args-without-entrypoint",
        "bad-duration",
        "ceiling-equals-limit",
        "children-without-reaper",
        "container-name-replicas",
        "crash-exits-zero",
        "curl-without-fail",
        "depends-on-unhealthy",
        "drain-exceeds-grace",
        "env-not-read",
        "fixed-port-replicas",
        "healthcheck-needs-shell",
        "healthcheck-tool-missing",
        "heap-exceeds-limit",
        "init-over-shell",
        "kill-mode-control-group",
        "late-trap",
        "limits-disagree",
        "loopback-bind",
        "no-signal-handler",
        "no-start-period",
        "open-stream-defeats-drain",
        "override-shrinks-start",
        "package-runner-as-pid1",
        "prestop-needs-shell",
        "privileged-port",
        "probe-hits-mcp",
        "probe-port-mismatch",
        "proxy-idle-timeout",
        "read-only-needs-tmp",
        "replicas-with-sessions",
        "script-without-exec",
        "shell-form-command",
        "shell-wrapped-command",
        "sigint-only",
        "stop-signal-unhandled",
        "vacuous-check",
        "wrong-last-stage",
    };
}
