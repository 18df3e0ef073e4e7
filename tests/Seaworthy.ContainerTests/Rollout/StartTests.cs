using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Rollout;

/// <summary>The moments of a rolling restart in which a new replica listens and cannot serve yet.</summary>
public class StartTests
{
    [Fact]
    public async Task A_call_that_comes_too_early_is_refused_so_that_the_balancer_sends_it_to_another()
    {
        var image = await ProductImages.SharedRuntimeAsync();
        // It stays where others are for a moment only: before its first contact with the database.
        await using var server = await ServerContainer.StartAsync(
            image.Tag, "--env", "DATABASE_URL=postgresql://products@127.0.0.1:1/products?sslmode=disable");
        await server.BecomesAsync("/health/live", 200);

        var early = await (await server.ConnectAsync()).CallAsync("list_categories");

        Assert.Equal((503, "not_started"), (early.Raw.Status, early.Outcome));
        Assert.NotNull(early.Raw.Header("Retry-After"));
    }
}
