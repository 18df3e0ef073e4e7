using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Settings;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Hosting.Lifecycle;

/// <summary>One run of a server, from its options to its exit code. Whatever goes wrong is said, and never a stack of a dead process.</summary>
internal sealed partial class ServerRun(IHost host, TextWriter error)
{
    /// <summary>The exit code.</summary>
    public async Task<int> RunAsync()
    {
        // Now: the host disposes its services before its exceptions come out.
        var log = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Seaworthy");
        var lifecycle = host.Services.GetRequiredService<LifecycleLoop>();
        try
        {
            _ = host.Services.GetRequiredService<IOptions<SeaworthyOptions>>().Value;

            // The application's own options with ValidateOnStart: before the host starts, which would log their stack.
            host.Services.GetService<IStartupValidator>()?.Validate();
            return await host.RunToExitCodeAsync().ConfigureAwait(false);
        }
        catch (OptionsValidationException exception)
        {
            foreach (var failure in exception.Failures)
                await error.WriteLineAsync($"error: {failure}").ConfigureAwait(false);
            return ExitCode.Usage;
        }
        catch (IOException exception) when (!lifecycle.HasBeenReady)
        {
            // What Kestrel throws for an address that it cannot have.
            LogAddressNotAvailable(log, exception.Message);
            return ExitCode.Usage;
        }
        catch (Exception exception)
        {
            LogStartFailed(log, exception);
            return lifecycle.HasBeenReady ? ExitCode.CutOrFault : ExitCode.NeverReady;
        }
    }

    [LoggerMessage(EventIds.AddressNotAvailable, LogLevel.Critical, "cannot listen: {Reason} Set ASPNETCORE_URLS to a free address.",
        EventName = nameof(EventIds.AddressNotAvailable))]
    private static partial void LogAddressNotAvailable(ILogger log, string reason);

    [LoggerMessage(EventIds.StartFailed, LogLevel.Critical, "the server ended with an exception",
        EventName = nameof(EventIds.StartFailed))]
    private static partial void LogStartFailed(ILogger log, Exception exception);
}
