using System.ComponentModel;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using ProductServer.Mcp;

namespace ProductServer.Catalogue;

/// <summary>Products as resources, for applications that attach documents to a conversation.</summary>
[McpServerResourceType]
internal sealed class ProductResources(ProductStore store)
{
    /// <summary>One product as JSON.</summary>
    [McpServerResource(UriTemplate = "product://{sku}", Name = "product", Title = "Product", MimeType = "application/json")]
    [Description("A product of the catalogue as JSON: what get_product returns. Find skus with the tool search_products.")]
    public async Task<ResourceContents> ReadAsync(
        RequestContext<ReadResourceRequestParams> request, string sku, CancellationToken cancellationToken)
    {
        var product = sku.Length <= Sku.LongestAccepted ? await store.FindAsync(sku, cancellationToken) : null;
        return product is null
            ? throw new McpProtocolException($"No product has the sku '{sku}'. Find skus with search_products.", NotFound(request.Server))
            : new TextResourceContents
            {
                Uri = product.Uri,
                MimeType = "application/json",
                Text = JsonSerializer.Serialize(product, ToolJson.Options.GetTypeInfo(typeof(Product))),
            };
    }

    /// <summary>The code of its own for a missing resource is gone from the protocol since 2026-07-28.</summary>
    private static McpErrorCode NotFound(McpServer server) =>
        string.CompareOrdinal(server.NegotiatedProtocolVersion, "2026-07-28") >= 0 ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound;
}
