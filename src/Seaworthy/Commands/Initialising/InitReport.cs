using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Settings;
using Seaworthy.Init.Detection;
using Seaworthy.Init.Plans;
using Seaworthy.Init.Writing;

namespace Seaworthy.Commands.Initialising;

/// <summary>What init tells a person.</summary>
internal static class InitReport
{
    private const int Column = 12;

    /// <summary>What was found, and why.</summary>
    public static void WriteFindings(Findings findings, TextWriter output)
    {
        foreach (var clue in findings.Clues)
        {
            var place = clue.Place is not { } at ? "" : at is { Length: 0, Start: 0 } ? $" ({at.File.Path})" : $" ({at.Short})";
            output.WriteLine($"{clue.What,-Column}{UsageText.Printable(clue.Value)}: {UsageText.Printable(clue.Why)}{UsageText.Printable(place)}");
        }
    }

    /// <summary>What was decided.</summary>
    public static void WritePlan(DeploymentPlan plan, TextWriter output)
    {
        var workers = plan.Workers > 1 ? $", {plan.Workers} workers" : "";
        var front = plan.Front switch
        {
            Front.Bridge => $"seaworthy serves it at :{plan.Port}{plan.Path}{workers}",
            Front.Upstream => $"seaworthy at :{plan.Port}{plan.Path} in front of it at 127.0.0.1:{plan.UpstreamPort}{plan.Path}{workers}",
            _ => $"the server itself at :{plan.Port}{plan.Path}",
        };
        output.WriteLine($"{"plan",-Column}{plan.Image}; {front}; {DurationText.Format(plan.Budget.Total)} to stop, so that platforms wait {plan.GraceSeconds}s");
    }

    /// <summary>What became of a file.</summary>
    public static void WriteFile(PendingFile file, bool isForced, TextWriter output) => output.WriteLine((file.State switch
    {
        FileState.New => "wrote",
        FileState.Same => "unchanged",
        FileState.Outdated => "updated",
        _ when isForced => "overwrote",
        _ => "left",
    }).PadRight(Column) + file.Artefact.Path);

    /// <summary>Why a file is not touched.</summary>
    public static string WhyLeft(PendingFile file) => file.State == FileState.Edited
        ? $"{file.Artefact.Path} was edited since init wrote it."
        : $"{file.Artefact.Path} is there already, and init did not write it.";
}
