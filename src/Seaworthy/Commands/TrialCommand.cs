using System.Globalization;
using System.Runtime.InteropServices;
using Seaworthy.Hosting.Contract;
using Seaworthy.Processes;
using Seaworthy.Trial;
using Seaworthy.Trial.Reports;
using Seaworthy.Trial.Targets;

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
        var progress = new TrialProgress(call.Error, !Console.IsErrorRedirected);
        try
        {
            var report = await new TrialRun(Target(settings), settings.Trial, progress, TimeProvider.System).RunAsync(stop.Token);
            progress.Clear();
            new TableReport(call.Output, call.Facts.WantsColour).Write(report);
            return report.ExitCode;
        }
        catch (TrialException e)
        {
            progress.Clear();
            await call.Error.WriteLineAsync($"seaworthy: {e.Message}");
            return ExitCode.Usage;
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

    private static CommandTarget Target(TrialSettings settings) =>
        new(settings.Stdio ? Front(settings) : settings.Command, settings.Port, settings.Environment, TimeProvider.System);

    /// <summary>This program as the front of a server that speaks over standard input and output.</summary>
    private static string[] Front(TrialSettings settings)
    {
        var budget = settings.Trial.Budget;
        var grace = budget / 4 < ShutdownBudget.Default.CancelGrace ? budget / 4 : ShutdownBudget.Default.CancelGrace;
        return
        [
            Environment.ProcessPath!, "run",
            "--listen", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{CommandTarget.PortMark}"),
            "--path", settings.Trial.Path,
            "--shutdown-timeout", DurationText.Format(budget), "--shutdown-delay", "0s", "--cancel-grace", DurationText.Format(grace),
            "--", .. settings.Command,
        ];
    }
}
