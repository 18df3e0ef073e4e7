using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace ProductServer.Tests.Serving;

public sealed class ResourceAndPromptTests(SqliteServer server) : IClassFixture<SqliteServer>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_product_is_a_resource()
    {
        var template = Assert.Single(await server.Client.ListResourceTemplatesAsync(cancellationToken: Cancelled));
        var result = await server.Client.ReadResourceAsync("product://kit-chef-20c", cancellationToken: Cancelled);

        Assert.Equal("product://{sku}", template.UriTemplate);
        var content = Assert.IsType<TextResourceContents>(Assert.Single(result.Contents));
        Assert.Equal(("product://KIT-CHEF-20C", "application/json"), (content.Uri, content.MimeType));
        using var product = JsonDocument.Parse(content.Text);
        Assert.Equal(99.00m, product.RootElement.GetProperty("price").GetDecimal());
        Assert.Contains("Chef's Knife", content.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_product_is_no_resource()
    {
        var fault = await Assert.ThrowsAsync<McpProtocolException>(() =>
            server.Client.ReadResourceAsync("product://nope", cancellationToken: Cancelled).AsTask());

        Assert.Contains("No product has the sku 'nope'", fault.Message, StringComparison.Ordinal);
        Assert.Equal(McpErrorCode.InvalidParams, fault.ErrorCode);
    }

    [Fact]
    public async Task The_prompt_brings_the_facts_along()
    {
        var prompt = await server.Client.GetPromptAsync("compare_products",
            new Dictionary<string, object?> { ["skus"] = "aud-aria-blk, AUD-PICO-WHT", ["priority"] = "travelling" }, cancellationToken: Cancelled);

        var text = Assert.IsType<TextContentBlock>(Assert.Single(prompt.Messages).Content).Text;
        Assert.Contains("What matters most to me: travelling.", text, StringComparison.Ordinal);
        Assert.Contains("## Lindqvist Aria Over-Ear Headphones, Black (AUD-ARIA-BLK)\nPrice: 189.00 EUR.", text, StringComparison.Ordinal);
        Assert.Contains("AUD-PICO-WHT", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "The argument skus is missing")]
    [InlineData("AUD-ARIA-BLK", "skus names 1 products; it must be two to five")]
    [InlineData("AUD-ARIA-BLK, aud-aria-blk", "skus names 1 products; it must be two to five")]
    [InlineData("a,b,c,d,e,f", "skus names 6 products; it must be two to five")]
    [InlineData("AUD-ARIA-BLK,nope", "No product has the sku 'nope'")]
    public async Task A_prompt_says_what_it_cannot_use(string? skus, string explanation)
    {
        var arguments = skus is null ? [] : new Dictionary<string, object?> { ["skus"] = skus };
        var fault = await Assert.ThrowsAsync<McpProtocolException>(() =>
            server.Client.GetPromptAsync("compare_products", arguments, cancellationToken: Cancelled).AsTask());

        Assert.Contains(explanation, fault.Message, StringComparison.Ordinal);
        Assert.Equal(McpErrorCode.InvalidParams, fault.ErrorCode);
    }
}
