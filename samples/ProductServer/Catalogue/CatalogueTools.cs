using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ModelContextProtocol.Server;
using ProductServer.Mcp;

namespace ProductServer.Catalogue;

/// <summary>Finding products.</summary>
[McpServerToolType]
internal sealed class CatalogueTools(ProductStore store, ProductLookup lookup)
{
    private const int LongestText = 200;
    private const int LargestPage = 50;
    private const decimal HighestPrice = 1_000_000;

    /// <summary>Searches the catalogue.</summary>
    [McpServerTool(Name = "search_products", Title = "Search products", UseStructuredContent = true,
        ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("Finds products by words, category and price, one page at a time. All filters are optional and combine with AND. "
        + "Returns name, price and available stock of each product; call get_product for its description.")]
    public async Task<ProductPage> SearchAsync(
        [Description("Words that must all occur in the name, description, category or sku, in any order; parts of words match. "
            + "At most 200 characters. Leave out to browse."), StringLength(LongestText)] string? text = null,
        [Description("Only this category: a slug from list_categories, for example audio.")] string? category = null,
        [Description("Only products that cost at least this, in EUR.")] decimal? minPrice = null,
        [Description("Only products that cost at most this, in EUR.")] decimal? maxPrice = null,
        [Description("Leave out products that are sold out.")] bool inStockOnly = false,
        [Description("The order of the results.")] SortOrder sort = SortOrder.Relevance,
        [Description("Which page, from 1."), Range(1, int.MaxValue)] int page = 1,
        [Description("Products on a page, from 1 to 50."), Range(1, LargestPage)] int pageSize = 10,
        CancellationToken cancellationToken = default)
    {
        page = Limits.AtLeast("page", page, 1);
        pageSize = Limits.Range("pageSize", pageSize, 1, LargestPage);
        var query = new ProductQuery
        {
            Words = SearchWords.Of(Limits.Text("text", text ?? "", LongestText)),
            LeastCents = Cents("minPrice", minPrice, decimal.Ceiling),
            MostCents = Cents("maxPrice", maxPrice, decimal.Floor),
            Category = string.IsNullOrWhiteSpace(category) ? null : await lookup.CategoryAsync(category, cancellationToken),
            InStockOnly = inStockOnly,
            Sort = sort,
            Offset = (page - 1L) * pageSize,
            Limit = pageSize,
        };
        if (minPrice > maxPrice)
            throw new ToolRefusal($"minPrice {Text(minPrice)} is above maxPrice {Text(maxPrice)}, so nothing can match. Swap them.");

        var (total, products) = await store.SearchAsync(query, cancellationToken);
        var pages = (total + pageSize - 1) / pageSize;
        if (page > Math.Max(pages, 1))
        {
            throw new ToolRefusal(string.Create(CultureInfo.InvariantCulture,
                $"There is no page {page}: {total} products match, on {pages} pages of {pageSize}. Pages count from 1."));
        }

        return new ProductPage(total, page, pages, products, Hint(total, page, pages));
    }

    /// <summary>Everything about one product.</summary>
    [McpServerTool(Name = "get_product", Title = "Get product", UseStructuredContent = true,
        ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("Returns everything about one product: description, price and how many pieces are available.")]
    public Task<Product> GetAsync(
        [Description("The product's sku from search_products, for example AUD-ARIA-BLK.")] string sku,
        CancellationToken cancellationToken = default) => lookup.ProductAsync(sku, cancellationToken);

    /// <summary>The categories.</summary>
    [McpServerTool(Name = "list_categories", Title = "List categories", UseStructuredContent = true,
        ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("Lists all categories with the number of their products and their price range. A good first call.")]
    public async Task<CategoryList> ListCategoriesAsync(CancellationToken cancellationToken = default) =>
        new(await store.CategoriesAsync(cancellationToken));

    private static long? Cents(string name, decimal? price, Func<decimal, decimal> round) => price switch
    {
        null => null,
        >= 0 and <= HighestPrice => (long)round(price.Value * 100),
        _ => throw new ToolRefusal($"{name} is {Text(price)}; it must be from 0 to {Text(HighestPrice)} EUR."),
    };

    private static string? Hint(long total, int page, long pages) => total == 0
        ? "Nothing matches. Use fewer or more general words, widen the price range, or look at list_categories."
        : page < pages ? string.Create(CultureInfo.InvariantCulture, $"Ask for page {page + 1} to see more.") : null;

    private static string Text(decimal? price) => string.Create(CultureInfo.InvariantCulture, $"{price}");
}
