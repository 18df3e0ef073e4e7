using ProductServer.Catalogue;
using ProductServer.Database;
using ProductServer.Mcp;
using ProductServer.Stock;

namespace ProductServer.Tests.Database;

/// <summary>What must hold on every database. Each test has an empty one of its own.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private const string Product = "AUD-ARIA-BLK";
    private readonly List<TestDatabase> _open = [];
    private (string, string)[] _settings = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>The settings of an empty database.</summary>
    private protected abstract Task<(string Name, string Value)[]> CreateAsync();

    public async ValueTask InitializeAsync() => _settings = await CreateAsync();

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var database in _open)
            await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Two_starters_at_once_migrate_once()
    {
        var starters = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync(migrate: false)));

        var versions = await Task.WhenAll(starters.Select(starter => Task.Run(starter.MigrateAsync)));

        Assert.Equal([1, 2, 3], versions.SelectMany(one => one).Order());
        Assert.Single(versions, one => one.Count > 0);
        Assert.Equal(CatalogueFile.Items.Count, (await SearchAsync(starters[0], new ProductQuery())).Total);
    }

    [Fact]
    public async Task Concurrent_reservations_never_oversell()
    {
        var replicas = new[] { await OpenAsync(), await OpenAsync() };
        var sku = await WithAvailableAsync(replicas[0], 10);

        var won = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
        {
            try
            {
                return (await replicas[i % 2].Get<StockStore>().ReserveAsync(sku, 1, $"key-{i:00000}", Cancelled)).ReservationId;
            }
            catch (ToolRefusal refusal)
            {
                Assert.Contains("Only 0 of", refusal.Message, StringComparison.Ordinal);
                return null;
            }
        })));

        Assert.Equal(10, won.OfType<string>().Distinct().Count());
        Assert.Equal(40, won.Count(id => id is null));
        var (onHand, reserved) = (await replicas[1].Get<StockStore>().FindAsync(sku, Cancelled))!.Value;
        Assert.Equal(onHand, reserved);
    }

    [Fact]
    public async Task Equal_reservations_at_once_are_one()
    {
        var replicas = new[] { await OpenAsync(), await OpenAsync() };
        var before = await AvailableAsync(replicas[0]);

        var reservations = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => replicas[i % 2].Get<StockStore>().ReserveAsync(Product, 2, "one-and-the-same", Cancelled))));

        Assert.Single(reservations.Select(one => one.ReservationId).Distinct());
        Assert.Single(reservations, one => !one.Repeated);
        Assert.Equal(before - 2, await AvailableAsync(replicas[0]));
    }

    [Fact]
    public async Task A_key_with_other_arguments_is_refused()
    {
        var stock = (await OpenAsync()).Get<StockStore>();
        _ = await stock.ReserveAsync(Product, 2, "key-00001", Cancelled);

        var quantity = await Assert.ThrowsAsync<ToolRefusal>(() => stock.ReserveAsync(Product, 3, "key-00001", Cancelled));
        var product = await Assert.ThrowsAsync<ToolRefusal>(() => stock.ReserveAsync("AUD-PICO-BLK", 2, "key-00001", Cancelled));

        Assert.Contains("was used to reserve 2 of AUD-ARIA-BLK, and cannot reserve 3 of AUD-ARIA-BLK", quantity.Message, StringComparison.Ordinal);
        Assert.Contains("cannot reserve 2 of AUD-PICO-BLK", product.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Releases_at_once_give_back_once()
    {
        var database = await OpenAsync();
        var stock = database.Get<StockStore>();
        var before = await AvailableAsync(database);
        var reservation = await stock.ReserveAsync(Product, 3, "key-00001", Cancelled);

        var releases = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => stock.ReleaseAsync(reservation.ReservationId, Cancelled))));

        Assert.Single(releases, one => !one.Repeated);
        Assert.All(releases, one => Assert.Equal("released", one.Status));
        Assert.Equal(before, await AvailableAsync(database));
        var again = await Assert.ThrowsAsync<ToolRefusal>(() => stock.ReserveAsync(Product, 3, "key-00001", Cancelled));
        Assert.Contains("has been released", again.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_reservation_leaves_its_key_unused()
    {
        var stock = (await OpenAsync()).Get<StockStore>();
        _ = await Assert.ThrowsAsync<ToolRefusal>(() => stock.ReserveAsync(Product, 1000, "key-00001", Cancelled));

        var reservation = await stock.ReserveAsync(Product, 1, "key-00001", Cancelled);

        Assert.False(reservation.Repeated);
    }

    [Fact]
    public async Task A_watch_sees_what_another_replica_reserves()
    {
        var replicas = new[] { await OpenAsync(), await OpenAsync() };
        var watch = replicas[0].Get<StockWatch>().NextAsync(Product, TimeSpan.FromMinutes(1), Cancelled);
        var other = replicas[0].Get<StockWatch>().NextAsync("AUD-PICO-BLK", TimeSpan.FromMilliseconds(1), Cancelled);

        // Nobody tells when the watch has begun: what is reserved before that it does not see.
        for (var i = 0; !watch.IsCompleted; i++)
        {
            _ = await replicas[1].Get<StockStore>().ReserveAsync(Product, 1, $"watched-{i:000}", Cancelled);
            _ = await Task.WhenAny(watch, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancelled));
        }

        var seen = Assert.Single((await watch).Products);
        Assert.Equal(Product, seen.Sku);
        Assert.True(seen.Available < seen.AvailableBefore, seen.ToString());
        Assert.Equal(seen.OnHand - seen.Reserved, seen.Available);
        var unchanged = await other;
        Assert.False(unchanged.Changed);
        Assert.Empty(unchanged.Products);
    }

    [Fact]
    public async Task Searches_find_the_same_in_the_same_order()
    {
        var database = await OpenAsync();

        var speakers = await SearchAsync(database, new ProductQuery { Words = SearchWords.Of("SPEAKERS oak"), Limit = 50 });
        var wildcards = await SearchAsync(database, new ProductQuery { Words = SearchWords.Of("100_% \\"), Limit = 50 });
        var priced = await SearchAsync(database, new ProductQuery
        {
            Category = "kitchen",
            LeastCents = 8400,
            MostCents = 8900,
            Sort = SortOrder.PriceDescending,
        });
        var paged = await SearchAsync(database, new ProductQuery { Offset = 250, Limit = 50 });

        Assert.Equal(["AUD-KORA-OAK"], speakers.Products.Select(product => product.Sku));
        Assert.Equal(0, wildcards.Total);
        Assert.Equal(["KIT-CHEF-16C", "KIT-BORD-WAL", "KIT-KETL-BLK", "KIT-KETL-WHT"], priced.Products.Select(product => product.Sku));
        Assert.Equal(CatalogueFile.Items.Skip(250).Select(item => item.Sku), paged.Products.Select(product => product.Sku));
    }

    [Fact]
    public async Task Text_keeps_every_character()
    {
        var database = await OpenAsync();

        var found = await database.Get<ProductStore>().FindAsync("out-bags-m07", Cancelled);

        Assert.Equal("Fjellreven Drift Sleeping Bag, Comfort -7 °C", found?.Name);
        Assert.Equal(269.00m, found?.Price);
    }

    private static Task<(long Total, List<ProductSummary> Products)> SearchAsync(TestDatabase database, ProductQuery query) =>
        database.Get<ProductStore>().SearchAsync(query, Cancelled);

    private static async Task<long> AvailableAsync(TestDatabase database)
    {
        var (onHand, reserved) = (await database.Get<StockStore>().FindAsync(Product, Cancelled))!.Value;
        return onHand - reserved;
    }

    /// <summary>Reserves all but some of the product.</summary>
    private static async Task<string> WithAvailableAsync(TestDatabase database, int left)
    {
        var available = await AvailableAsync(database);
        _ = await database.Get<StockStore>().ReserveAsync(Product, (int)available - left, "everybody-else", Cancelled);
        return Product;
    }

    private async Task<TestDatabase> OpenAsync(bool migrate = true)
    {
        var database = await TestDatabase.OpenAsync(migrate, _settings);
        lock (_open)
            _open.Add(database);
        return database;
    }
}
