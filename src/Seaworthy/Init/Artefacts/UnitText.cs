using Seaworthy.Hosting.Contract;
using Seaworthy.Init.Plans;
using Seaworthy.Init.Quoting;
using Block = Seaworthy.Init.Quoting.Text<Seaworthy.Init.Quoting.UnitQuoting>;

namespace Seaworthy.Init.Artefacts;

/// <summary>systemd/NAME.service: the server on a machine, without a container.</summary>
internal static class UnitText
{
    /// <summary>The file.</summary>
    public static Block Write(DeploymentPlan plan) => $"""
        {Head(plan)}
        [Unit]
        Description={plan.Description}
        Wants=network-online.target
        After=network-online.target

        [Service]
        {Start(plan)}
        WorkingDirectory={Folder(plan)}
        {Block.Join(Variables(plan).Select(variable => (Block)$"Environment={variable}"))}
        # {Secrets(plan)}
        EnvironmentFile={Block.When(plan.Database != DatabaseUse.Required, $"-")}/etc/{PlainName.Of(plan.Name)}.env

        # SIGTERM to {Block.When(plan.Front == Front.Library, $"the server")}{Block.When(plan.Front != Front.Library, $"seaworthy")} alone, so that it drains; SIGKILL at the end to whatever is left of it.
        KillMode=mixed
        # The budget of {PlainName.Of(DurationText.Format(plan.Budget.Total))}, and 5 s.
        TimeoutStopSec={plan.GraceSeconds}
        Restart=on-failure
        RestartSec=1
        # 2: the configuration is wrong, and stays wrong.
        RestartPreventExitStatus=2

        {Block.When(plan.DataFolder is null, $"# The user exists while the server runs.")}
        {Block.When(plan.DataFolder is not null, $"# The user exists while the server runs; its data outlives it in /var/lib/{PlainName.Of(plan.Name)}.")}
        DynamicUser=yes
        {Block.When(plan.DataFolder is not null, $"""
            StateDirectory={PlainName.Of(plan.Name)}
            StateDirectoryMode=0700
            """)}
        UMask=0077
        {Block.When(plan.Workers > 1, $"# For {plan.Workers} processes of the server; the memory for a spare, too.")}
        MemoryMax={plan.Share.MemoryMebibytes}M
        CPUQuota={plan.Share.Millicores / 10}%
        TasksMax={512 * plan.Workers}

        {Hardening(plan.Project.Language is Language.Go or Language.Rust)}

        [Install]
        WantedBy=multi-user.target
        """;

    private static PlainName Folder(DeploymentPlan plan) => PlainName.Of($"/opt/{plan.Name}");

    private static Block Head(DeploymentPlan plan) => $"""
        {Installation(plan)}
        # cp systemd/{PlainName.Of(plan.Name)}.service /etc/systemd/system/
        # systemctl daemon-reload && systemctl enable --now {PlainName.Of(plan.Name)}
        """;

    private static Block Installation(DeploymentPlan plan) => plan.Project switch
    {
        DotNetProject => $"# dotnet publish {Block.When(ProjectPath(plan).Contains('/', StringComparison.Ordinal), $"{(IReadOnlyList<string>)[ProjectPath(plan)]} ")}--configuration Release --output {Folder(plan)}",
        PythonProject => $"# The project in {Folder(plan)}, its packages in {Folder(plan)}/.venv, and seaworthy in /usr/local/bin.",
        GoProject or RustProject => $"# The program as {Folder(plan)}/server, and seaworthy in /usr/local/bin.",
        _ => $"# The project in {Folder(plan)} with its packages, node in the PATH, and seaworthy in /usr/local/bin.",
    };

    // From the server's own folder, which the build context may lie above.
    private static string ProjectPath(DeploymentPlan plan) => plan.Project is DotNetProject project && project.Folder.Length > 0
        ? project.ProjectFile[(project.Folder.Length + 1)..] : (plan.Project as DotNetProject)?.ProjectFile ?? "";

    private static Block Start(DeploymentPlan plan)
    {
        var command = plan.Project.InstalledCommand(Folder(plan).Value);
        if (plan.Front == Front.Library)
        {
            return $"""
                Type=exec
                ExecStart={command}
                """;
        }
        return $"""
            # seaworthy says when the server answers, and gives a sign of life every few seconds.
            Type=notify
            NotifyAccess=main
            WatchdogSec=30
            ExecStart={plan.FrontWords(FormattableString.Invariant($"http://127.0.0.1:{plan.Port}"), command)}
            """;
    }

    private static IEnumerable<Assignment> Variables(DeploymentPlan plan)
    {
        if (plan.Project is NodeProject)
            yield return new("NODE_ENV", "production");
        if (plan.Project is PythonProject { SourceFolder: { } folder })
            yield return new("PYTHONPATH", $"/opt/{plan.Name}/{folder}");
        if (plan.Project is DotNetProject)
            yield return new("ASPNETCORE_ENVIRONMENT", "Production");
        if (plan is { Project: DotNetProject, Front: not Front.Bridge })
            yield return new("ASPNETCORE_URLS", FormattableString.Invariant($"http://127.0.0.1:{(plan.Front == Front.Library ? plan.Port : plan.UpstreamPort)}"));
        if (plan.DataFolder is not null)
            yield return new("DATA_DIR", $"/var/lib/{plan.Name}");
        yield return new("SEAWORTHY_SHUTDOWN_TIMEOUT", DurationText.Format(plan.Budget.Total));
    }

    private static Block Secrets(DeploymentPlan plan) => plan.Database switch
    {
        DatabaseUse.Required => $"DATABASE_URL and what else differs from machine to machine. Mode 0600: it holds a password.",
        DatabaseUse.Optional => $"DATABASE_URL and what else differs from machine to machine; the file may be missing. Mode 0600: it holds a password.",
        _ => $"What differs from machine to machine; the file may be missing. Mode 0600: it may hold secrets.",
    };

    private static Block Hardening(bool isCompiled) => $"""
        NoNewPrivileges=yes
        CapabilityBoundingSet=
        ProtectSystem=strict
        ProtectHome=yes
        PrivateTmp=yes
        PrivateDevices=yes
        ProtectKernelTunables=yes
        ProtectKernelModules=yes
        ProtectKernelLogs=yes
        ProtectControlGroups=yes
        ProtectClock=yes
        ProtectHostname=yes
        ProtectProc=invisible
        RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
        RestrictNamespaces=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        LockPersonality=yes
        SystemCallArchitectures=native
        SystemCallFilter=@system-service
        SystemCallErrorNumber=EPERM
        {Block.When(isCompiled, $"MemoryDenyWriteExecute=yes")}
        {Block.When(!isCompiled, $"# Not MemoryDenyWriteExecute: the just-in-time compiler writes code that it then runs.")}
        """;
}
