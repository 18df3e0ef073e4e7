using System.ComponentModel;

namespace ProductServer.Catalogue;

/// <summary>A product in a list.</summary>
internal sealed record ProductSummary(
    [property: Description("Pass this to get_product, check_stock or reserve_stock.")] string Sku,
    string Name,
    [property: Description("The category's slug.")] string Category,
    decimal Price,
    [property: Description("ISO 4217 code.")] string Currency,
    [property: Description("Pieces that can be reserved now.")] long Available);
