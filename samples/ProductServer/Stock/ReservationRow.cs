using ProductServer.Database;

namespace ProductServer.Stock;

/// <summary>A reservation as the table has it.</summary>
internal sealed record ReservationRow(string Id, string Sku, long Quantity, bool Released)
{
    /// <summary>The reservation whose column has the value.</summary>
    public static async Task<ReservationRow?> FindAsync(
        WriteTransaction transaction, string column, string value, CancellationToken cancellationToken) =>
        (await transaction.QueryAsync($"SELECT id, sku, quantity, released_at_ms FROM reservations WHERE {column} = @value",
            row => new ReservationRow(row.GetString(0), row.GetString(1), row.GetInt64(2), !row.IsDBNull(3)), cancellationToken,
            ("@value", value))).SingleOrDefault();

    /// <summary>What a caller sees of it.</summary>
    public Reservation ToReservation(long available, bool repeated) =>
        new(Id, Sku, Quantity, Released ? "released" : "reserved", available, repeated);
}
