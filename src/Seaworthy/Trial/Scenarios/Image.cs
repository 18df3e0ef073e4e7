using System.Globalization;
using Seaworthy.Hosting.Contract;
using Seaworthy.Processes;
using Seaworthy.Trial.Load;
using Seaworthy.Trial.Targets;

namespace Seaworthy.Trial.Scenarios;

/// <summary>An image that is made for production.</summary>
internal sealed class Image : Scenario
{
    private const string Memory = "512m";

    private static readonly string[] Hardened = ["--read-only", "--tmpfs", "/tmp", "--memory", Memory, "--health-interval", "1s", "--health-start-period", "30s"];
    private static readonly TimeSpan HealthPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LoadLength = TimeSpan.FromSeconds(2);

    public override string Name => "image";

    public override string Promise => "The image runs as nobody special, on a read-only root, in bounded memory, tells its health, and gets the signal.";

    public override string Judgement =>
        $"The image must not run as root nor start through a shell, and must have a HEALTHCHECK. Started with a read-only root, /tmp and {Memory} of memory it must answer, " +
        "turn from starting to healthy (docker), outlive 2 s of load without running out of memory, and exit 0 on SIGTERM: 143 is no handler, 137 is SIGKILL.";

    public override string Evidence => "User, command, every status of the health check, the fate of the calls, and the exit code.";

    public override string Remedy => "seaworthy init writes such a Dockerfile.";

    public override bool NeedsImage => true;

    public override async Task<Outcome> RunAsync(ScenarioContext trial)
    {
        if (trial.Starter.Target is not ImageTarget target)
            return Outcome.NotTested("the target is no image; see --image");
        var facts = await target.ReadFactsAsync(trial.Cancel);
        var container = await target.StartAsync(facts.HasHealthcheck ? Hardened : Hardened[..5], trial.Cancel);
        await using var server = trial.Starter.Wrap(container);
        var evidence = new Evidence(server);
        Judge(facts, evidence);
        try
        {
            var session = await trial.Starter.WaitAsync(server, trial.Survey.Revision, trial.Survey.HealthPath, trial.Cancel);
            if (facts.HasHealthcheck && target.HasHealthStatus)
                await JudgeHealthAsync(trial, server, container, evidence);
            await JudgeLoadAsync(trial, server, session, evidence);
        }
        catch (TrialException e)
        {
            evidence.Fault($"with a read-only root and {Memory} of memory: {e.Message}", "Write to /tmp or to a volume only, and lower what it takes at start.");
            return evidence.Conclude("");
        }
        evidence.Expect(await container.InspectAsync(".OOMKilled", trial.Cancel) != "true", $"killed for want of memory, with {Memory}", "Find the leak, or bound caches and calls at once.");
        var at = await server.SignalAsync(ChildSignal.Terminate);
        evidence.CountFrom(at);
        var exit = await server.ExitAsync(at, trial.StopLimit, trial.Cancel);
        evidence.ExpectCleanExit(exit, "SIGTERM", trial.StopLimit);
        return evidence.Conclude(exit is null ? "" : $"user {facts.User}, read-only root, healthy; {exit.Description}, {Elapsed.Text(server.Time.GetElapsedTime(at, exit.At))} after SIGTERM");
    }

    private static void Judge(ImageFacts facts, Evidence evidence)
    {
        evidence.Fact("user", facts.IsRoot ? "root" : facts.User);
        evidence.Fact("command", string.Join(' ', facts.Command));
        evidence.Expect(!facts.IsRoot, "it runs as root", "Add USER with a number to the Dockerfile, after what needs root.");
        evidence.Expect(!facts.IsShellForm, $"it starts through a shell, which keeps the signal: {string.Join(' ', facts.Command)}", """Write CMD and ENTRYPOINT as JSON arrays: ["node", "server.js"].""");
        evidence.Expect(facts.HasHealthcheck, "it has no HEALTHCHECK", """Add HEALTHCHECK CMD with a program that is in the image: ["seaworthy", "health"].""");
    }

    private static async Task JudgeHealthAsync(ScenarioContext trial, Server server, ContainerServer container, Evidence evidence)
    {
        var seen = new List<string>();
        var began = server.Time.GetTimestamp();
        do
        {
            var status = await container.InspectAsync(".Health.Status", trial.Cancel);
            if (seen.Count == 0 || seen[^1] != status)
                seen.Add(status);
            await Task.Delay(Interval, server.Time, trial.Cancel);
        }
        while (seen[^1] != "healthy" && server.Time.GetElapsedTime(began) < HealthPatience);
        evidence.Fact("health status", string.Join(", ", seen));
        evidence.Expect(seen[^1] == "healthy", $"it serves, and {DurationText.Format(HealthPatience)} later its HEALTHCHECK says {seen[^1]}",
            "Run the command of the HEALTHCHECK in the container: is the program in the image, and the port right?");
    }

    private static async Task JudgeLoadAsync(ScenarioContext trial, Server server, Mcp.McpSession session, Evidence evidence)
    {
        await using var load = new OpenLoad(trial.Options.Rate, due => trial.CallAsync(session, due), server.Time, trial.Cancel);
        await Task.Delay(LoadLength, server.Time, trial.Cancel);
        var report = new LoadReport(await load.StopAsync(), server.Time);
        evidence.Add(report.Calls);
        evidence.Fact("calls", report.Describe());
        var answered = report.Calls.Count(call => call.Fate == Mcp.CallFate.Answered);
        evidence.Expect(answered == report.Calls.Count, string.Create(CultureInfo.InvariantCulture, $"{report.Calls.Count - answered} of {report.Calls.Count} calls were not answered: {report.Describe()}"),
            "The server must hold that rate in that memory; or lower it with --rate.");
    }
}
