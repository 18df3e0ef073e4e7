using System.Text;
using System.Text.RegularExpressions;
using Seaworthy.Hosting.Contract;
using Seaworthy.Init.Detection;

namespace Seaworthy.Init.Plans;

/// <summary>Makes a plan of what was said and what was found.</summary>
internal static partial class PlanBuilder
{
    private const int LongestName = 50;

    private const int LongestDescription = 200;

    /// <summary>Not ready and still serving: longer than two probes of a balancer.</summary>
    private static readonly TimeSpan Announcing = TimeSpan.FromSeconds(5);

    /// <summary>The plan.</summary>
    /// <param name="answers">What was said.</param>
    /// <param name="findings">What was found; nothing may be unknown.</param>
    /// <param name="folder">The name of the server's folder.</param>
    /// <param name="seaworthy">The version of this program.</param>
    public static DeploymentPlan Build(Answers answers, Findings findings, string folder, string seaworthy)
    {
        var name = answers.Name ?? NameFrom(findings.Name is { Length: > 0 } own ? own : folder);
        var version = answers.Version ?? TagFrom(findings.Version);
        var front = findings.HasLibrary && findings.Transport == Transport.Http ? Front.Library : findings.Transport == Transport.Http ? Front.Upstream : Front.Bridge;
        var upstream = answers.UpstreamPort ?? (findings.ReadsPort ? null : findings.Port) ?? 3001;
        // Of a server behind a front, the port is only the front's to have when it is another.
        var port = answers.Port ?? (front == Front.Upstream && upstream == DeploymentPlan.DefaultPort ? 8080 : DeploymentPlan.DefaultPort);
        // What a client has begun in one process ends with it; a bridge keeps sessions as well.
        var sessions = front == Front.Bridge || findings.HasSessions;
        var workers = answers.Workers ?? 1;
        return new()
        {
            Project = findings.Project!,
            Name = name,
            Description = Line(findings.Description) is { Length: > 0 } text ? text : $"{name}, an MCP server",
            License = Line(findings.License) is { Length: > 0 } license ? license : null,
            Version = version,
            Image = answers.Image ?? $"{name}:{version}",
            SeaworthyImage = answers.SeaworthyImage ?? $"seaworthy:{TagFrom(seaworthy)}",
            Front = front,
            Port = port,
            UpstreamPort = upstream,
            Path = answers.Path ?? findings.Path ?? DeploymentPlan.DefaultPath,
            Workers = workers,
            HasOwnPort = !findings.ReadsPort && (findings.Port is not null || findings.Project is DotNetProject),
            HasSessions = sessions,
            Budget = ShutdownBudget.Default with { Total = answers.ShutdownTimeout ?? ShutdownBudget.Default.Total, Delay = answers.ShutdownDelay ?? Announcing },
            Database = answers.Database ?? (answers.Postgres is not null || findings.ReadsDatabaseUrl ? DatabaseUse.Optional : DatabaseUse.None),
            Postgres = answers.Postgres,
            Dockerfile = answers.Dockerfile ?? DeploymentPlan.DefaultDockerfile,
            DataFolder = answers.DataFolder,
            Targets = answers.Targets ?? Target.All,
            Share = Share.Of(workers, answers.Memory),
            Cluster = new()
            {
                Replicas = answers.Replicas ?? 2,
                MaxReplicas = answers.MaxReplicas,
                IngressHost = answers.IngressHost,
                GatewayHost = answers.GatewayHost,
                GatewayName = answers.GatewayName ?? "gateway",
                HasNetworkPolicy = answers.NetworkPolicy,
            },
        };
    }

    /// <summary>A DNS label of a name: <c>@scope/My Server</c> is <c>my-server</c>, <c>ProductServer</c> is <c>product-server</c>.</summary>
    public static string NameFrom(string name)
    {
        var last = name.Contains('/', StringComparison.Ordinal) && name.Split('/', StringSplitOptions.RemoveEmptyEntries) is [.., var end] ? end : name;
        var dashed = Words().Replace(last, "-");
        var label = NoLabel().Replace(dashed.ToLowerInvariant(), "-").Trim('-');
        label = label.Length > LongestName ? label[..LongestName].TrimEnd('-') : label;
        return label.Length == 0 ? "mcp-server" : char.IsAsciiLetter(label[0]) ? label : $"mcp-{label}";
    }

    /// <summary>An image's tag of a version; build metadata behind a plus is no part of it.</summary>
    private static string TagFrom(string? version) => version?.Split('+')[0] is { } tag && PlanRules.IsTag(tag) && tag != "latest" ? tag : "0.1.0";

    /// <summary>A text in one line, without what no line can hold.</summary>
    private static string? Line(string? text)
    {
        if (text is null)
            return null;
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
            line.Append(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        var plain = line.ToString().Trim().TrimEnd('\\');
        return plain.Length > LongestDescription ? plain[..LongestDescription].TrimEnd() + "…" : plain;
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Words();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NoLabel();
}
