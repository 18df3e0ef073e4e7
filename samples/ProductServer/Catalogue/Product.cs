using System.ComponentModel;

namespace ProductServer.Catalogue;

/// <summary>A product with all that is known about it.</summary>
internal sealed record Product(
    [property: Description("Identifies the product in every other tool, for example AUD-ARIA-BLK.")] string Sku,
    string Name,
    [property: Description("The category's slug, as list_categories gives it.")] string Category,
    string Description,
    [property: Description("The price of one piece, in the currency below.")] decimal Price,
    [property: Description("ISO 4217 code.")] string Currency,
    [property: Description("Pieces that can be reserved now.")] long Available,
    [property: Description("The same product as an MCP resource.")] string Uri)
{
    /// <summary>The currency of all prices.</summary>
    public const string Euro = "EUR";
}
