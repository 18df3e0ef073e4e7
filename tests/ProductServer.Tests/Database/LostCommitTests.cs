using ProductServer.Database;
using ProductServer.Mcp;
using ProductServer.Stock;
using ProductServer.Tests.Postgres;

namespace ProductServer.Tests.Database;

public sealed class LostCommitTests(SharedCluster shared)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lost_confirmation_is_found_again_without_the_caller_noticing()
    {
        var (wire, database) = await OpenAsync(staysBroken: false);
        await using var _ = wire;
        await using var __ = database;
        wire.Arm();

        var reservation = await database.Get<StockStore>().ReserveAsync("AUD-ARIA-BLK", 2, "key-00001", Cancelled);

        Assert.True(wire.HasCut);
        Assert.True(reservation.Repeated);
        Assert.Equal(2, (await database.Get<StockStore>().FindAsync("AUD-ARIA-BLK", Cancelled))!.Value.Reserved);
    }

    [Fact]
    public async Task When_the_database_stays_away_the_outcome_is_unknown_and_a_retry_is_safe()
    {
        var (wire, database) = await OpenAsync(staysBroken: true);
        await using var _ = wire;
        await using var __ = database;
        var stock = database.Get<StockStore>();
        wire.Arm();

        var lost = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => stock.ReserveAsync("AUD-ARIA-BLK", 2, "key-00001", Cancelled));
        var refused = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => stock.ReserveAsync("AUD-ARIA-BLK", 2, "key-00002", Cancelled));
        wire.Repair();
        var reservation = await stock.ReserveAsync("AUD-ARIA-BLK", 2, "key-00001", Cancelled);

        Assert.True(lost.OutcomeUnknown);
        Assert.Contains("it is unknown whether the call took effect", UnavailableText.Of(lost), StringComparison.Ordinal);
        Assert.False(refused.OutcomeUnknown);
        Assert.Contains("The call had no effect", UnavailableText.Of(refused), StringComparison.Ordinal);
        Assert.True(reservation.Repeated);
        Assert.Equal(2, (await stock.FindAsync("AUD-ARIA-BLK", Cancelled))!.Value.Reserved);
    }

    private async Task<(CommitCutter Wire, TestDatabase Database)> OpenAsync(bool staysBroken)
    {
        var cluster = await shared.GetAsync();
        var wire = new CommitCutter(cluster.Port, staysBroken);
        var url = new Uri(await cluster.CreateDatabaseAsync());
        return (wire, await TestDatabase.OpenAsync(migrate: true, ("DATABASE_URL", cluster.UrlOf(url.AbsolutePath.Trim('/'), wire.Port))));
    }
}
