namespace Seaworthy.ContainerTests.Truth;

/// <summary>Whether a health check says how the server is.</summary>
public class HealthTruthTests
{
    private const string Health = "{{.State.Health.Status}}";

    [Theory]
    [InlineData("healthcheck-tool-missing")]
    [InlineData("healthcheck-needs-shell")]
    [InlineData("probe-port-mismatch")]
    [InlineData("probe-hits-mcp")]
    public Task A_server_that_serves_is_unhealthy_for_ever(string rule) => ShowsAsync(rule, wrong: "unhealthy", right: "healthy");

    [Theory]
    [InlineData("vacuous-check")]
    [InlineData("curl-without-fail")]
    public Task A_server_that_answers_503_is_healthy(string rule) => ShowsAsync(rule, wrong: "healthy", right: "unhealthy");

    private static async Task ShowsAsync(string rule, string wrong, string right)
    {
        using var pair = await TruthPair.CheckedAsync(rule);
        foreach (var (folder, expected) in ((string, string)[])[(pair.Wrong, wrong), (pair.Right, right)])
        {
            await using var deployed = await Deployed.StartAsync(folder);
            await deployed.WritesAsync("listening");
            await deployed.BecomesAsync(Health, expected);
        }
    }
}
