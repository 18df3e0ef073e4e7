using System.ComponentModel;
using System.Globalization;
using System.Text;
using ModelContextProtocol.Server;
using ProductServer.Mcp;

namespace ProductServer.Catalogue;

/// <summary>Questions that a user can start from.</summary>
[McpServerPromptType]
internal sealed class ProductPrompts(ProductLookup lookup)
{
    private const int FewestProducts = 2;
    private const int MostProducts = 5;
    private const int LongestPriority = 200;

    /// <summary>Compares products.</summary>
    [McpServerPrompt(Name = "compare_products", Title = "Compare products")]
    [Description("Compares two to five products and recommends one.")]
    public async Task<string> CompareAsync(
        [Description("Two to five skus, separated by commas: AUD-ARIA-BLK, AUD-PICO-WHT")] string skus,
        [Description("What matters most, for example: a gift under 100 EUR, for travelling")] string? priority = null,
        CancellationToken cancellationToken = default)
    {
        var names = skus.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        if (names.Length is < FewestProducts or > MostProducts)
            throw new ToolRefusal($"skus names {names.Length} products; it must be two to five, separated by commas.");
        priority = Limits.Text("priority", priority ?? "", LongestPriority);

        var text = new StringBuilder(
            "Compare these products for me. Make a table of the differences that matter, say for whom each is right, and recommend one.");
        if (!string.IsNullOrWhiteSpace(priority))
            text.Append(CultureInfo.InvariantCulture, $" What matters most to me: {priority.Trim().TrimEnd('.')}.");
        text.AppendLine(" Use only the facts below; say so where one is missing.").AppendLine();
        foreach (var name in names)
            Append(text, await lookup.ProductAsync(name, cancellationToken));
        return text.ToString();
    }

    private static void Append(StringBuilder text, Product product) => text
        .AppendLine(CultureInfo.InvariantCulture, $"## {product.Name} ({product.Sku})")
        .AppendLine(CultureInfo.InvariantCulture, $"Price: {product.Price} {product.Currency}. Available: {product.Available}. Category: {product.Category}.")
        .AppendLine(product.Description)
        .AppendLine();
}
