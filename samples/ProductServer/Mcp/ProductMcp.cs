using ModelContextProtocol.Protocol;
using ProductServer.Catalogue;
using ProductServer.Stock;

namespace ProductServer.Mcp;

/// <summary>What this server offers, whichever way a client comes in.</summary>
internal static class ProductMcp
{
    private const string Instructions =
        "A shop's product catalogue with live stock. Start with search_products or list_categories; a sku identifies a product in every tool. "
        + "Prices are in EUR. To hold pieces for a customer use reserve_stock, and release_reservation to give them back.";

    /// <summary>Adds the tools, the resource, the prompt, and errors that a model can act on.</summary>
    public static IMcpServerBuilder AddProductMcp(this IServiceCollection services)
    {
        // The SDK logs every mistake of a caller as an error with a stack; our own filters log what deserves one.
        services.AddLogging(logging => logging.AddFilter("ModelContextProtocol.Server.McpServer", LogLevel.Critical));
        services.AddSingleton<ProductStore>();
        services.AddSingleton<ProductLookup>();
        services.AddSingleton<StockStore>();
        services.AddSingleton<StockWatch>();
        return services
            .AddMcpServer(options =>
            {
                options.ServerInfo = new Implementation { Name = "product-server", Title = "Product catalogue", Version = Version };
                options.ServerInstructions = Instructions;
            })
            .WithTools<CatalogueTools>(ToolJson.Options)
            .WithTools<StockTools>(ToolJson.Options)
            .WithResources<ProductResources>()
            .WithPrompts<ProductPrompts>(ToolJson.Options)
            .WithRequestFilters(filters => filters
                .AddCallToolFilter(ToolErrors.Around)
                .AddReadResourceFilter(ProtocolErrors.Around)
                .AddGetPromptFilter(ProtocolErrors.Around)
                .AddGetPromptFilter(PromptArgumentCheck.Before));
    }

    private static string Version => typeof(ProductMcp).Assembly.GetName().Version!.ToString(3);
}
