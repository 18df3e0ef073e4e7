using System.Text.RegularExpressions;
using ProductServer.Catalogue;

namespace ProductServer.Tests.Catalogue;

public class CatalogueFileTests
{
    [Fact]
    public void Every_line_became_products()
    {
        Assert.Equal(12, CatalogueFile.Categories.Count);
        Assert.Equal(252, CatalogueFile.Items.Count);
        Assert.Equal(252, CatalogueFile.Items.Select(item => item.Sku).Distinct().Count());
        Assert.Equal(252, CatalogueFile.Items.Select(item => item.Name).Distinct().Count());
        Assert.All(CatalogueFile.Items, item =>
        {
            Assert.Matches(new Regex("^[A-Z]{3}-[A-Z]{4}-[A-Z0-9]{3}$"), item.Sku);
            Assert.DoesNotContain("+", item.Name.Replace("+5 °C", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.InRange(item.PriceCents, 100, 100_000);
            Assert.InRange(item.Description.Length, 30, 300);
        });
    }

    [Fact]
    public void Surcharges_are_added_and_leave_the_name()
    {
        var item = CatalogueFile.Items.Single(item => item.Sku == "CMP-VAUL-2TB");

        Assert.Equal(("Kestrel Vault Portable SSD, 2 TB", 16900L, "computing"), (item.Name, item.PriceCents, item.Category));
    }
}
