using ProductServer.Mcp;

namespace ProductServer.Catalogue;

/// <summary>Finds what a caller names, or says what it could have named.</summary>
internal sealed class ProductLookup(ProductStore store)
{
    /// <summary>The product with the sku.</summary>
    /// <exception cref="ToolRefusal">There is none.</exception>
    public async Task<Product> ProductAsync(string sku, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(Limits.Text("sku", sku, Sku.LongestAccepted), cancellationToken) is { } product)
            return product;
        if (string.IsNullOrWhiteSpace(sku))
            throw new ToolRefusal("sku is empty. Pass one from search_products, for example AUD-ARIA-BLK.");

        var similar = sku.Contains('-', StringComparison.Ordinal) ? await store.SkusLikeAsync(sku, cancellationToken) : [];
        throw new ToolRefusal($"No product has the sku '{sku}'. "
            + (similar.Count > 0 ? $"Did you mean {string.Join(" or ", similar)}?" : "Find skus with search_products."));
    }

    /// <summary>The slug of a category that is named by slug or by name, in whatever case.</summary>
    /// <exception cref="ToolRefusal">There is none.</exception>
    public async Task<string> CategoryAsync(string category, CancellationToken cancellationToken)
    {
        var categories = await store.CategoriesAsync(cancellationToken);
        var named = Limits.Text("category", category, Sku.LongestAccepted).Trim();
        var found = categories.Find(entry =>
            string.Equals(entry.Slug, named, StringComparison.OrdinalIgnoreCase) || string.Equals(entry.Name, named, StringComparison.OrdinalIgnoreCase));
        return found?.Slug
            ?? throw new ToolRefusal($"There is no category '{category}'. Categories: {string.Join(", ", categories.Select(entry => entry.Slug))}.");
    }
}
