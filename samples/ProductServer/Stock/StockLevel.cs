using System.ComponentModel;

namespace ProductServer.Stock;

/// <summary>How much there is of a product.</summary>
internal sealed record StockLevel(
    string Sku,
    [property: Description("Pieces in the warehouse.")] long OnHand,
    [property: Description("Pieces that are reserved already.")] long Reserved,
    [property: Description("Pieces that can be reserved now: onHand - reserved.")] long Available,
    [property: Description("Whether the asked quantity is available.")] bool Sufficient);
