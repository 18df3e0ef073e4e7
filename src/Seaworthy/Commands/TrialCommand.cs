using System.Runtime.InteropServices;
using Seaworthy.Hosting.Contract;
using Seaworthy.Processes;
using Seaworthy.Trial;
using Seaworthy.Trial.Reports;

namespace Seaworthy.Commands;

/// <summary>What <c>seaworthy trial</c> does once its options are known.</summary>
internal static class TrialCommand
{
    /// <summary>Holds the trial and says what came of it; the exit code.</summary>
    public static async Task<int> ExecuteAsync(TrialSettings settings, VerbCall call)
    {
        OpenFiles.RaiseLimit();
        Subreaper.Enable();
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Cancel);
        await using var watch = await DeathWatch.StartAsync();
        var progress = new TrialProgress(call.Error, !Console.IsErrorRedirected);
        try
        {
            var entries = await HoldAllAsync(settings, watch, progress, stop.Token);
            progress.Clear();
            await ReportAsync(entries, settings, call);
            return entries.Max(entry => entry.ExitCode);
        }
        catch (OperationCanceledException)
        {
            progress.Clear();
            await call.Error.WriteLineAsync("seaworthy: the trial was stopped; nothing of it is left behind.");
            return ExitCode.Usage;
        }

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task<IReadOnlyList<TrialEntry>> HoldAllAsync(
        TrialSettings settings, DeathWatch watch, TrialProgress progress, CancellationToken cancel)
    {
        var entries = new List<TrialEntry>();
        foreach (var target in TrialTargets.Of(settings, watch, TimeProvider.System))
        {
            try
            {
                entries.Add(new TrialEntry(target.Name, await new TrialRun(target, settings.Trial, progress, TimeProvider.System).RunAsync(cancel), null));
            }
            catch (TrialException e)
            {
                progress.Clear();
                entries.Add(new TrialEntry(target.Name, null, e.Message));
            }
        }
        return entries;
    }

    private static async Task ReportAsync(IReadOnlyList<TrialEntry> entries, TrialSettings settings, VerbCall call)
    {
        if (settings.JUnit is { } path)
            JUnitReport.Write(entries, path);
        // A table of several servers says it itself.
        foreach (var failure in entries.Count == 1 || settings.Format == TrialFormat.Json ? entries.Select(entry => entry.Failure).OfType<string>() : [])
            await call.Error.WriteLineAsync($"seaworthy: {failure}");
        if (settings.Format == TrialFormat.Json)
        {
            using var document = new MemoryStream();
            new JsonReport(TimeProvider.System, VersionVerb.Version).Write(entries, document);
            await call.Output.WriteLineAsync(System.Text.Encoding.UTF8.GetString(document.ToArray()));
        }
        else if (entries.Count > 1)
        {
            new ComparisonTable(call.Output).Write(entries);
        }
        else if (entries[0].Report is { } report)
        {
            new TableReport(call.Output, call.Facts.WantsColour).Write(report);
        }
    }
}
