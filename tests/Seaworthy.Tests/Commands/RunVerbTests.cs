using Seaworthy.Hosting.Contract;

namespace Seaworthy.Tests.Commands;

public class RunVerbTests
{
    [Fact]
    public async Task Defaults_hold_at_a_desk()
    {
        var run = await CommandLineRun.RunAsync(Facts.Desk);

        Assert.Equal(["node", "server.js"], run.Options!.Command);
        Assert.Equal(new Uri("http://127.0.0.1:3000"), run.Options.Listen);
        Assert.Equal(ShutdownBudget.Default, run.Options.Budget);
        Assert.Empty(run.Warnings);
    }

    [Fact]
    public async Task The_command_line_beats_the_environment_and_the_environment_beats_the_default()
    {
        var facts = Facts.With(("SEAWORTHY_MAX_QUEUE", "7"), ("SEAWORTHY_MAX_IN_FLIGHT", "8"), ("SEAWORTHY_PATH", ""));

        var run = await CommandLineRun.RunAsync(facts, "--max-queue", "9");

        Assert.Equal((9, 8, "/mcp"), (run.Options!.MaxQueue, run.Options.MaxInFlight, run.Options.Path));
    }

    [Fact]
    public async Task A_bad_variable_does_not_matter_when_the_option_is_given()
    {
        var run = await CommandLineRun.RunAsync(Facts.With(("SEAWORTHY_MAX_QUEUE", "many")), "--max-queue=9");

        Assert.Equal(9, run.Options!.MaxQueue);
    }

    [Fact]
    public async Task A_container_is_reachable_from_outside() =>
        Assert.Equal(new Uri("http://0.0.0.0:3000"), (await CommandLineRun.RunAsync(Facts.Desk with { ProcessId = 1 })).Options!.Listen);

    [Fact]
    public async Task Kubernetes_gets_a_shutdown_delay_unless_told_otherwise()
    {
        var facts = Facts.With(("KUBERNETES_SERVICE_HOST", "10.0.0.1"));

        Assert.Equal(TimeSpan.FromSeconds(5), (await CommandLineRun.RunAsync(facts)).Options!.Budget.Delay);
        Assert.Equal(TimeSpan.Zero, (await CommandLineRun.RunAsync(facts, "--shutdown-delay", "0s")).Options!.Budget.Delay);
    }

    [Fact]
    public async Task PORT_changes_the_port_of_the_default_address()
    {
        Assert.Equal(new Uri("http://127.0.0.1:8080"), (await CommandLineRun.RunAsync(Facts.With(("PORT", "8080")))).Options!.Listen);
        Assert.Equal(new Uri("http://0.0.0.0:8080"), (await CommandLineRun.RunAsync(Facts.With(("PORT", "8080"), ("container", "podman")))).Options!.Listen);
        Assert.Equal(new Uri("http://127.0.0.1:9"), (await CommandLineRun.RunAsync(Facts.With(("PORT", "8080")), "--listen", "http://127.0.0.1:9")).Options!.Listen);
        Assert.Equal(new Uri("http://127.0.0.1:3000"), (await CommandLineRun.RunAsync(Facts.With(("PORT", "tcp://10.0.0.7:3000")))).Options!.Listen);
    }

    [Fact]
    public async Task A_bad_PORT_is_refused_when_it_would_be_used()
    {
        var facts = Facts.With(("PORT", "http"));

        Assert.Contains("PORT: \"http\" is not accepted. Accepted: a whole number from 0 to 65535.", (await CommandLineRun.RunAsync(facts)).Errors);
        Assert.Equal(0, (await CommandLineRun.RunAsync(facts, "--listen", "http://127.0.0.1:0")).ExitCode);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once_and_nothing_is_started()
    {
        var facts = Facts.With(("SEAWORTHY_MAX_BODY", "big"), ("PORT", "x"));

        var run = await CommandLineRun.RunAsync(facts, "--max-queue", "-1", "--lissten", "a", "--path", "--shutdown-timeout", "1s");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Null(run.Options);
        Assert.Collection(run.Errors,
            error => Assert.StartsWith("--path needs a value. Accepted: a path", error),
            error => Assert.Equal("--lissten is not an option of seaworthy run. Did you mean --listen?", error),
            error => Assert.StartsWith("PORT: \"x\" is not accepted.", error),
            error => Assert.Equal("--max-queue: \"-1\" is not accepted. Accepted: a whole number from 0 to 1000000.", error),
            error => Assert.StartsWith("SEAWORTHY_MAX_BODY: \"big\" is not accepted. Accepted: a number of bytes", error),
            error => Assert.StartsWith("shutdown-delay 0s + cancel-grace 3s leave nothing of shutdown-timeout 1s", error),
            error => Assert.Equal("Nothing was started. See seaworthy run --help.", error));
    }

    [Fact]
    public async Task A_bad_part_of_the_budget_is_reported_once() =>
        Assert.Equal(2, (await CommandLineRun.RunAsync(Facts.Desk, "--cancel-grace", "soon", "--shutdown-timeout", "1s")).Errors.Length);

    [Fact]
    public async Task Unknown_variables_are_warnings()
    {
        var run = await CommandLineRun.RunAsync(Facts.With(("SEAWORTHY_MAX_QEUE", "7")));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["SEAWORTHY_MAX_QEUE is not a setting and is ignored. Did you mean SEAWORTHY_MAX_QUEUE?"], run.Warnings);
    }
}
