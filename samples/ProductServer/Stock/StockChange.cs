using System.ComponentModel;

namespace ProductServer.Stock;

/// <summary>The stock of a product after a change.</summary>
internal sealed record StockChange(
    string Sku,
    [property: Description("Pieces in the warehouse.")] long OnHand,
    [property: Description("Pieces that are reserved already.")] long Reserved,
    [property: Description("Pieces that can be reserved now: onHand - reserved.")] long Available,
    [property: Description("Pieces that could be reserved before.")] long AvailableBefore);
