namespace ProductServer.Catalogue;

/// <summary>A product as the catalogue file has it, before it is in a database.</summary>
internal sealed record CatalogueItem(string Sku, string Category, string Name, string Description, long PriceCents);
