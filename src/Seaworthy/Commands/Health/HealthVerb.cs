using Seaworthy.Commands.Options;
using Seaworthy.Commands.Parsing;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Health;

namespace Seaworthy.Commands.Health;

/// <summary><c>seaworthy health</c>: the health check of an image that has neither shell nor curl.</summary>
internal sealed class HealthVerb : Verb
{
    public override string Name => "health";

    public override string Summary => "Ask a running server whether it is healthy";

    public override string Description =>
        "Asks a running server for its health, says in one line what it answered, and ends with 0 only when it is ready. " +
        "For HEALTHCHECK in an image that has neither shell nor curl.";

    public override string Usage => "[--url URL|PATH] [--timeout DURATION]";

    public override IReadOnlyList<Example> Examples =>
    [
        new("seaworthy health", "the server in this container, by SEAWORTHY_LISTEN or PORT"),
        new("seaworthy health --url http://127.0.0.1:8080", "at another port"),
        new("HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD [\"/seaworthy\", \"health\"]", "in a Dockerfile"),
    ];

    public override IReadOnlyList<OptionDescription> Options => HealthCatalogue.Options;

    public override IReadOnlyList<(int Code, string Meaning)> ExitCodes =>
    [
        (ExitCode.AllAnswered, "The server is ready."),
        (ExitCode.CutOrFault, "It is not ready, or did not answer."),
        (ExitCode.Usage, "The command line or the environment is wrong."),
    ];

    public override async Task<int> ExecuteAsync(VerbCall call)
    {
        var errors = call.Arguments.Errors.ToList();
        // A bad SEAWORTHY_LISTEN does not matter to somebody who names the whole URL.
        var fromEnvironment = new List<string>();
        var defaults = new HealthSettings(HealthTarget.Default(call, fromEnvironment), HealthCatalogue.DefaultTimeout);
        if (!call.Arguments.Values.TryGetValue("--url", out var given) || given[^1].StartsWith('/'))
            errors.AddRange(fromEnvironment);
        var settings = OptionReader.Read(defaults, HealthCatalogue.Options, call, errors);
        if (errors.Count > 0)
            return call.Refuse(errors);

        var answer = await HealthProbe.AskAsync(settings.Url, settings.Timeout, TimeProvider.System).ConfigureAwait(false);
        var line = HealthLine.Describe(answer, settings.Url, "Set --url or SEAWORTHY_LISTEN if the server is elsewhere.");
        await (answer.IsHealthy ? call.Output : call.Error).WriteLineAsync(line).ConfigureAwait(false);
        return answer.IsHealthy ? ExitCode.AllAnswered : ExitCode.CutOrFault;
    }
}
