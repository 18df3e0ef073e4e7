using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Server;
using ProductServer.Catalogue;
using ProductServer.Mcp;

namespace ProductServer.Stock;

/// <summary>Looking at the stock and holding pieces of it.</summary>
[McpServerToolType]
internal sealed class StockTools(StockStore store, StockWatch watch, ProductLookup lookup)
{
    private const int LargestQuantity = 1000;
    private const int LongestWatch = 300;
    private const int ShortestKey = 8;
    private const int LongestKey = 100;

    /// <summary>The stock of a product.</summary>
    [McpServerTool(Name = "check_stock", Title = "Check stock", UseStructuredContent = true,
        ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("Says how many pieces of a product are on hand, reserved and available, and whether the asked quantity could be reserved now. "
        + "Holds nothing: use reserve_stock for that.")]
    public async Task<StockLevel> CheckAsync(
        [Description("The product's sku from search_products, for example AUD-ARIA-BLK.")] string sku,
        [Description("How many pieces are needed, from 1 to 1000."), Range(1, LargestQuantity)] int quantity = 1,
        CancellationToken cancellationToken = default)
    {
        quantity = Limits.Range("quantity", quantity, 1, LargestQuantity);
        var product = await lookup.ProductAsync(sku, cancellationToken);
        var (onHand, reserved) = (await store.FindAsync(product.Sku, cancellationToken))!.Value;
        return new StockLevel(product.Sku, onHand, reserved, onHand - reserved, onHand - reserved >= quantity);
    }

    /// <summary>Waits for a change.</summary>
    [McpServerTool(Name = "watch_stock", Title = "Watch stock", UseStructuredContent = true,
        ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("Waits until the stock of a product changes, for example because a reservation is released, and says at once what it is then. "
        + "Without a change it answers when the time has passed, with changed false: call it again to go on waiting. "
        + "It sees what changes during the call; what is available now, check_stock says.")]
    public async Task<StockChanges> WatchAsync(
        [Description("The product's sku from search_products, for example AUD-ARIA-BLK. Leave out to watch all products.")] string? sku = null,
        [Description("How long to wait at most, in seconds, from 0 to 300. Many clients give a call up after 60."), Range(0, LongestWatch)]
        double seconds = 30,
        CancellationToken cancellationToken = default)
    {
        seconds = Limits.Range("seconds", seconds, 0, LongestWatch);
        var watched = sku is null ? null : (await lookup.ProductAsync(sku, cancellationToken)).Sku;
        return await watch.NextAsync(watched, TimeSpan.FromSeconds(seconds), cancellationToken);
    }

    /// <summary>Holds pieces.</summary>
    [McpServerTool(Name = "reserve_stock", Title = "Reserve stock", UseStructuredContent = true,
        ReadOnly = false, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("Holds pieces of a product until release_reservation gives them back. All or nothing: with too few pieces nothing is reserved. "
        + "Safe to repeat with the same idempotencyKey: the first reservation is returned and nothing is reserved twice.")]
    public async Task<Reservation> ReserveAsync(
        [Description("The product's sku from search_products, for example AUD-ARIA-BLK.")] string sku,
        [Description("How many pieces to hold, from 1 to 1000."), Range(1, LargestQuantity)] int quantity,
        [Description("A string of 8 to 100 characters that you choose for this reservation, best a random UUID. Repeat it only to retry the very "
            + "same reservation, for example after an error that leaves the outcome open.")]
        [StringLength(LongestKey, MinimumLength = ShortestKey)] string idempotencyKey,
        CancellationToken cancellationToken = default)
    {
        quantity = Limits.Range("quantity", quantity, 1, LargestQuantity);
        var key = Limits.Text("idempotencyKey", idempotencyKey.Trim(), LongestKey);
        if (key.Length < ShortestKey)
            throw new ToolRefusal($"idempotencyKey has {key.Length} characters; use 8 to 100, best a random UUID, so that it is nobody else's.");

        var product = await lookup.ProductAsync(sku, cancellationToken);
        return await store.ReserveAsync(product.Sku, quantity, key, cancellationToken);
    }

    /// <summary>Gives pieces back.</summary>
    [McpServerTool(Name = "release_reservation", Title = "Release reservation", UseStructuredContent = true,
        ReadOnly = false, Idempotent = true, Destructive = true, OpenWorld = false)]
    [Description("Gives the pieces of a reservation back, so that others can have them. Cannot be undone, only reserved anew. "
        + "Safe to repeat: releasing again changes nothing.")]
    public Task<Reservation> ReleaseAsync(
        [Description("The reservationId that reserve_stock returned; begins with res_.")] string reservationId,
        CancellationToken cancellationToken = default) =>
        store.ReleaseAsync(Limits.Text("reservationId", reservationId.Trim(), LongestKey), cancellationToken);
}
