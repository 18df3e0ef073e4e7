namespace ProductServer.Stock;

/// <summary>
/// Waits for a change of the stock. It looks again and again, because nobody tells: the change may be another replica's, and SQLite has no
/// notifications.
/// </summary>
internal sealed class StockWatch(StockStore store, TimeProvider time)
{
    /// <summary>Soon enough for whoever waits, and seldom enough for a database that many wait for.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>What changes first from now on; nothing when that takes longer than the limit.</summary>
    /// <param name="sku">The product; null for any.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<StockChanges> NextAsync(string? sku, TimeSpan limit, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var before = await store.LevelsAsync(sku, cancellationToken);
        while (limit - time.GetElapsedTime(began) is { Ticks: > 0 } left)
        {
            await Task.Delay(left < Interval ? left : Interval, time, cancellationToken);
            var now = await store.LevelsAsync(sku, cancellationToken);
            var changes = now.Where(level => before.GetValueOrDefault(level.Key) != level.Value)
                .Select(level => Change(level.Key, level.Value, before.GetValueOrDefault(level.Key))).ToArray();
            if (changes.Length > 0)
                return new StockChanges(Changed: true, changes);
        }
        return new StockChanges(Changed: false, []);
    }

    private static StockChange Change(string sku, (long OnHand, long Reserved) now, (long OnHand, long Reserved) before) =>
        new(sku, now.OnHand, now.Reserved, now.OnHand - now.Reserved, before.OnHand - before.Reserved);
}
