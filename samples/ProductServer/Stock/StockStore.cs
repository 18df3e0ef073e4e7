using ProductServer.Catalogue;
using ProductServer.Database;
using ProductServer.Mcp;

namespace ProductServer.Stock;

/// <summary>
/// Reservations. Every transaction changes first the reservation and then the stock of one product, so that no two of them can
/// wait for each other; and every one finds its own earlier attempt, so that it may be tried again after any failure.
/// </summary>
internal sealed class StockStore(DatabaseCalls database, TimeProvider time)
{
    /// <summary>The stock of a product: on hand and reserved; null when there is no such product.</summary>
    public Task<(long OnHand, long Reserved)?> FindAsync(string sku, CancellationToken cancellationToken) =>
        database.ReadAsync(async (connection, token) =>
        {
            var rows = await connection.QueryAsync("SELECT on_hand, reserved FROM stock WHERE sku = @sku",
                row => (row.GetInt64(0), row.GetInt64(1)), token, ("@sku", Sku.Normalise(sku)));
            return rows.Count == 0 ? ((long, long)?)null : rows[0];
        }, cancellationToken);

    /// <summary>The stock by sku, on hand and reserved: of one product, or of all.</summary>
    public Task<Dictionary<string, (long OnHand, long Reserved)>> LevelsAsync(string? sku, CancellationToken cancellationToken) =>
        database.ReadAsync(async (connection, token) => (await connection.QueryAsync(
            "SELECT sku, on_hand, reserved FROM stock" + (sku is null ? "" : " WHERE sku = @sku"),
            row => (Sku: row.GetString(0), Level: (row.GetInt64(1), row.GetInt64(2))), token,
            sku is null ? [] : [("@sku", Sku.Normalise(sku))])).ToDictionary(row => row.Sku, row => row.Level), cancellationToken);

    /// <summary>Reserves pieces of an existing product, or finds the reservation that this key has made.</summary>
    /// <exception cref="ToolRefusal">Too few are available, or the key belongs to another reservation.</exception>
    public Task<Reservation> ReserveAsync(string sku, int quantity, string key, CancellationToken cancellationToken)
    {
        var fresh = new ReservationRow($"res_{Guid.NewGuid():N}", Sku.Normalise(sku), quantity, Released: false);
        return database.WriteAsync(async (transaction, token) =>
        {
            // On PostgreSQL this waits for a transaction that has inserted the same key and not ended yet.
            var inserted = await transaction.ExecuteAsync(
                """
                INSERT INTO reservations (id, idempotency_key, sku, quantity, reserved_at_ms) VALUES (@id, @key, @sku, @quantity, @now)
                ON CONFLICT (idempotency_key) DO NOTHING
                """,
                token, ("@id", fresh.Id), ("@key", key), ("@sku", fresh.Sku), ("@quantity", fresh.Quantity),
                ("@now", time.GetUtcNow().ToUnixTimeMilliseconds()));
            if (inserted == 0)
            {
                var earlier = await ReservationRow.FindAsync(transaction, "idempotency_key", key, token);
                return Earlier(earlier!, fresh, key).ToReservation(await AvailableAsync(transaction, fresh.Sku, token), repeated: true);
            }

            // One statement looks and takes, under the row's lock: no two callers can take the same piece.
            var taken = await transaction.ExecuteAsync(
                "UPDATE stock SET reserved = reserved + @quantity WHERE sku = @sku AND on_hand - reserved >= @quantity", token,
                ("@quantity", fresh.Quantity), ("@sku", fresh.Sku));
            var available = await AvailableAsync(transaction, fresh.Sku, token);
            return taken == 1 ? fresh.ToReservation(available, repeated: false) : throw TooFew(fresh, available);
        }, cancellationToken);
    }

    /// <summary>Gives the pieces of a reservation back, or finds that they were.</summary>
    /// <exception cref="ToolRefusal">There is no such reservation.</exception>
    public Task<Reservation> ReleaseAsync(string reservationId, CancellationToken cancellationToken) =>
        database.WriteAsync(async (transaction, token) =>
        {
            var released = await transaction.ExecuteAsync(
                "UPDATE reservations SET released_at_ms = @now WHERE id = @id AND released_at_ms IS NULL", token,
                ("@now", time.GetUtcNow().ToUnixTimeMilliseconds()), ("@id", reservationId));
            var row = await ReservationRow.FindAsync(transaction, "id", reservationId, token)
                ?? throw new ToolRefusal($"There is no reservation '{reservationId}'. Pass the reservationId that reserve_stock returned; "
                    + "if it is lost, call reserve_stock again with the same arguments and idempotencyKey.");
            if (released == 1)
            {
                await transaction.ExecuteAsync("UPDATE stock SET reserved = reserved - @quantity WHERE sku = @sku", token,
                    ("@quantity", row.Quantity), ("@sku", row.Sku));
            }

            return row.ToReservation(await AvailableAsync(transaction, row.Sku, token), repeated: released == 0);
        }, cancellationToken);

    private static ReservationRow Earlier(ReservationRow earlier, ReservationRow wanted, string key)
    {
        if (earlier.Sku != wanted.Sku || earlier.Quantity != wanted.Quantity)
        {
            throw new ToolRefusal($"The idempotencyKey '{key}' was used to reserve {earlier.Quantity} of {earlier.Sku}, and cannot reserve "
                + $"{wanted.Quantity} of {wanted.Sku}. Nothing was reserved. Use a new key for a new reservation.");
        }

        return earlier.Released
            ? throw new ToolRefusal($"The reservation {earlier.Id} of the idempotencyKey '{key}' has been released. Nothing was reserved. "
                + "Use a new key to reserve again.")
            : earlier;
    }

    private static ToolRefusal TooFew(ReservationRow wanted, long available) =>
        new($"Only {available} of {wanted.Sku} are available, and {wanted.Quantity} were asked for. Nothing was reserved. "
            + (available > 0 ? $"Reserve at most {available}, or choose another product." : "Choose another product."));

    private static async Task<long> AvailableAsync(WriteTransaction transaction, string sku, CancellationToken cancellationToken) =>
        (await transaction.QueryAsync("SELECT on_hand - reserved FROM stock WHERE sku = @sku", row => row.GetInt64(0), cancellationToken,
            ("@sku", sku)))[0];
}
