using ProductServer.Database;

namespace ProductServer.Catalogue;

/// <summary>Fills an empty database with the catalogue file. The stock follows from the sku: the same on every machine.</summary>
internal static class CatalogueSeed
{
    /// <summary>Inserts everything, inside the transaction of the migrations.</summary>
    public static async Task InsertAsync(WriteTransaction transaction, CancellationToken cancellationToken)
    {
        for (var i = 0; i < CatalogueFile.Categories.Count; i++)
        {
            var (slug, name) = CatalogueFile.Categories[i];
            await transaction.ExecuteAsync("INSERT INTO categories (slug, name, position) VALUES (@slug, @name, @position)", cancellationToken,
                ("@slug", slug), ("@name", name), ("@position", i));
        }

        for (var i = 0; i < CatalogueFile.Items.Count; i++)
            await InsertAsync(transaction, CatalogueFile.Items[i], i, cancellationToken);
    }

    private static async Task InsertAsync(WriteTransaction transaction, CatalogueItem item, int position, CancellationToken cancellationToken)
    {
        var category = CatalogueFile.Categories.First(entry => entry.Slug == item.Category).Name;
        await transaction.ExecuteAsync(
            """
            INSERT INTO products (sku, category, name, description, price_cents, position, search_name, search_text)
            VALUES (@sku, @category, @name, @description, @price, @position, @searchName, @searchText)
            """,
            cancellationToken,
            ("@sku", item.Sku), ("@category", item.Category), ("@name", item.Name), ("@description", item.Description),
            ("@price", item.PriceCents), ("@position", position), ("@searchName", SearchWords.Fold(item.Name)),
            ("@searchText", SearchWords.Fold($"{item.Name}\n{item.Description}\n{item.Sku}\n{category}")));
        await transaction.ExecuteAsync("INSERT INTO stock (sku, on_hand) VALUES (@sku, @onHand)", cancellationToken,
            ("@sku", item.Sku), ("@onHand", OnHand(item.Sku)));
    }

    /// <summary>From 0 to 119; about one product in twelve is sold out. FNV-1a, because string hash codes differ per process.</summary>
    private static long OnHand(string sku)
    {
        var hash = 2166136261u;
        foreach (var letter in sku)
            hash = (hash ^ letter) * 16777619u;
        return hash % 12 == 0 ? 0 : 1 + ((hash >> 8) % 119);
    }
}
