using System.Globalization;
using Seaworthy.Check;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;
using Seaworthy.Init.Artefacts;
using Seaworthy.Init.Detection;
using Seaworthy.Init.Plans;

namespace Seaworthy.Tests.Init.Plans;

/// <summary>
/// Whatever the server is called and whatever is asked for: check finds nothing in what init writes, and every file, read back,
/// says what the plan says. <c>SWEEP_SEED</c> brings one server back, <c>SWEEP_PLANS</c> says how many there are.
/// </summary>
public class PlanSweepTests(ITestOutputHelper output)
{
    private const int Least = 500;

    [Fact]
    public void Nothing_is_found_in_any_plan_and_everything_comes_back()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("SWEEP_PLANS") ?? "660", CultureInfo.InvariantCulture);
        var first = int.Parse(Environment.GetEnvironmentVariable("SWEEP_SEED") ?? "-1", CultureInfo.InvariantCulture);
        var (plans, refused) = (0, 0);
        var failures = new List<string>();
        foreach (var seed in first >= 0 ? [first] : Enumerable.Range(0, count))
        {
            var server = new RandomServer(new Random(seed));
            var files = server.Files();
            if (Plan(files, server.Answers()) is not { } plan)
            {
                refused++;
                continue;
            }
            plans++;
            if (Record.Exception(() => Judge(files, plan)) is { } failure)
                failures.Add($"seed {seed}: {failure.Message}");
        }

        output.WriteLine($"{plans} plans, {refused} refused, seeds 0 to {count - 1}");
        Assert.True(failures.Count == 0, $"{failures.Count} of {plans}\n" + string.Join("\n\n", failures.Take(12)));
        Assert.True(first >= 0 || count < 660 || plans >= Least, $"Only {plans} plans of {count} were not refused.");
    }

    private static DeploymentPlan? Plan(IReadOnlyList<SourceFile> files, Answers answers)
    {
        var findings = Detector.Detect(ProjectFiles.Of("/srv/server", files), answers);
        Assert.True(findings.Unknowns.Count == 0, string.Join(", ", findings.Unknowns.Select(unknown => $"{unknown.Option}: {unknown.Why}")));
        var plan = PlanBuilder.Build(answers, findings, "server", "0.1.0");
        return PlanRules.Validate(plan).Any() ? null : plan;
    }

    private static void Judge(IReadOnlyList<SourceFile> files, DeploymentPlan plan)
    {
        var artefacts = ArtefactSet.Of(plan).ToArray();
        var written = FileSet.Of(files.Where(file => FileNames.KindOf(file.Path) != FileKind.Other)
            .Concat(artefacts.Select(artefact => new SourceFile(artefact.Path, artefact.Text))));

        var result = Checker.Run(written, RuleCatalogue.All);
        Assert.True(result.Findings.Count == 0, string.Join('\n', result.Findings.Select(finding => $"{finding.Place.Short} {finding.Rule.Slug} {finding.Message}")));

        Assert.All(artefacts, artefact => Assert.DoesNotContain(artefact.Text[..^1], letter => char.IsControl(letter) && letter != '\n'));
        foreach (var workload in result.Model.Workloads.Where(workload => workload.Memory is not null && workload.Name.Text != "db"))
            Assert.Equal((long)plan.Share.MemoryMebibytes << 20, workload.Memory!.Bytes);
        foreach (var image in result.Model.On(Platform.Image))
        {
            AssertWorkers(plan, StartCommand.Of(image.Build!).Select(word => word.Text));
            Assert.Equal(plan.EntryPoint, StartCommand.Of(image.Build!).Select(word => word.Text));
            Assert.Equal(plan.Project.User.ToString(CultureInfo.InvariantCulture), image.Build!.User!.Text);
        }
        foreach (var service in result.Model.On(Platform.Compose).Where(workload => workload.Name.Text == "server"))
        {
            Assert.Equal(TimeSpan.FromSeconds(plan.GraceSeconds), service.Grace!.Value);
            Assert.Equal(["CMD", .. ImageEnd.Probe(plan, "/health")], service.Service!["healthcheck"]!.Map!["test"]!.Items.Select(item => item.Text!));
        }
        foreach (var pod in result.Model.On(Platform.Kubernetes))
            Assert.Equal((plan.Image, TimeSpan.FromSeconds(plan.GraceSeconds)), (pod.Image!.Text, pod.Grace!.Value));
        foreach (var unit in artefacts.Where(artefact => artefact.Path.EndsWith(".service", StringComparison.Ordinal)))
        {
            var start = unit.Text.Split('\n').Single(line => line.StartsWith("ExecStart=", StringComparison.Ordinal))["ExecStart=".Length..];
            var words = UnitWords.Read(start, expandsVariables: true);
            AssertWorkers(plan, words);
            var command = plan.Project.InstalledCommand($"/opt/{plan.Name}");
            Assert.Equal(plan.Front == Front.Library ? command : plan.FrontWords($"http://127.0.0.1:{plan.Port}", command), words);
        }
    }

    // Of the front's own options; the server may have one of the same name.
    private static void AssertWorkers(DeploymentPlan plan, IEnumerable<string> words)
    {
        var front = words.TakeWhile(word => word != "--").SkipWhile(word => word != "--workers").Take(2).ToArray();
        Assert.Equal(plan is { Workers: > 1, Front: not Front.Library } ? ["--workers", plan.Workers.ToString(CultureInfo.InvariantCulture)] : [], front);
    }
}
