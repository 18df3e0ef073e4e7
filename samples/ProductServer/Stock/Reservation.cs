using System.ComponentModel;

namespace ProductServer.Stock;

/// <summary>Pieces that are held for somebody.</summary>
internal sealed record Reservation(
    [property: Description("Pass this to release_reservation.")] string ReservationId,
    string Sku,
    long Quantity,
    [property: Description("reserved, or released when the pieces were given back.")] string Status,
    [property: Description("Pieces of the product that are still available to others.")] long Available,
    [property: Description("True when an earlier call with the same effect was found, and this one changed nothing.")] bool Repeated);
