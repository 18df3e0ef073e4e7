using Seaworthy.Deployment;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Health;

/// <summary>A server at loopback in a container.</summary>
internal sealed class LoopbackBindRule() : Rule("loopback-bind", Severity.Error, RuleGroup.Health)
{
    private static readonly string[] Names = ["HOST", "HOSTNAME", "BIND", "BIND_HOST", "MCP_HOST", "FASTMCP_HOST", "UVICORN_HOST", "ASPNETCORE_URLS", "SEAWORTHY_LISTEN", "LISTEN_HOST", "SERVER_HOST"];

    public override string What => "The server listens at 127.0.0.1 inside a container.";

    public override string Why => "A container has a loopback of its own: the health check inside succeeds, and nobody outside gets in. Published ports and Services lead to the container's address.";

    public override string Fix => "Listen at 0.0.0.0 in the container; publish at 127.0.0.1 when only this machine may reach it.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM python:3.13-slim
        COPY . /app
        EXPOSE 8000
        CMD ["uvicorn", "app:app", "--host", "127.0.0.1", "--port", "8000", "--timeout-graceful-shutdown", "5"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM python:3.13-slim
        COPY . /app
        EXPOSE 8000
        CMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "8000", "--timeout-graceful-shutdown", "5"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads.Where(workload => workload.Platform != Platform.Systemd && workload.IsServer))
        {
            var isShared = workload.Service?["network_mode"]?.Text is "host" || workload.Container?.Pod["hostNetwork"] is { IsTrue: true };
            if (!isShared && !workload.Launch.StartsSeveral && Find(workload) is { } found && !IsOverridden(workload))
                yield return At(found.Place, $"the server listens at {found.Text}, which nobody outside the container can reach.", "0.0.0.0");
        }
    }

    private static Located? Find(Workload workload)
    {
        // --listen of seaworthy is the address that counts, and the server behind it may be at loopback.
        // --hostname of a program that is not known may be the name that clients use.
        var isKnown = workload.Build is not null || workload.HasSeaworthy || workload.Application.Runtime != Runtime.Unknown;
        if (isKnown && workload.Launch.Option("--listen", "--host", "--address", "--bind", "--urls") is { } option)
            return IsLoopback(option.Text) ? option : null;
        if (Names.Select(name => (Name: name, Value: workload.Variable(name))).FirstOrDefault(item => item.Value is { Text.Length: > 0 } && Counts(workload, item.Name)) is { Value: { } value })
            return IsLoopback(value.Text) ? value : null;
        if (workload.HasSeaworthy || workload.Platform != Platform.Image)
            return null;
        // The sources may listen at several places; one that is open is enough.
        return workload.Application.All(SourceSign.LoopbackListen).FirstOrDefault() is { } sign && workload.Build!.Exposed.Count > 0
            ? sign with { Text = sign.Text.Length > 0 ? sign.Text : "localhost" } : null;
    }

    /// <summary>Whether the server reads a variable, as far as that can be seen.</summary>
    private static bool Counts(Workload workload, string name) => name switch
    {
        "ASPNETCORE_URLS" => workload.Application.Runtime == Runtime.DotNet,
        "SEAWORTHY_LISTEN" => workload.HasSeaworthy,
        _ => !workload.HasSeaworthy && (workload.Application.Runtime != Runtime.Node || workload.Application.All(SourceSign.ReadsVariable).Any(sign => sign.Text == name)),
    };

    // What reads its host from a variable is open as soon as that is set to something else.
    private static bool IsOverridden(Workload workload) =>
        Names.Any(name => workload.Variable(name) is { } value && !IsLoopback(value.Text) && Counts(workload, name)) && workload.Launch.Option("--host", "--listen", "--bind") is null;

    private static bool IsLoopback(string text)
    {
        var host = text.Contains("://", StringComparison.Ordinal) ? text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..] : text;
        return host.StartsWith("127.", StringComparison.Ordinal) || host.StartsWith("localhost", StringComparison.Ordinal) || host.StartsWith("[::1]", StringComparison.Ordinal) || host == "::1";
    }
}
