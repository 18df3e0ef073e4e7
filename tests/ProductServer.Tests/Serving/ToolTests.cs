using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace ProductServer.Tests.Serving;

public sealed class ToolTests(SqliteServer server) : IClassFixture<SqliteServer>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("search_products", true, false)]
    [InlineData("get_product", true, false)]
    [InlineData("list_categories", true, false)]
    [InlineData("check_stock", true, false)]
    [InlineData("watch_stock", true, false)]
    [InlineData("reserve_stock", false, false)]
    [InlineData("release_reservation", false, true)]
    public async Task Tools_tell_a_model_what_they_do(string name, bool readOnly, bool destructive)
    {
        var tool = (await server.Client.ListToolsAsync(cancellationToken: Cancelled)).Single(one => one.Name == name).ProtocolTool;

        Assert.Equal((readOnly, destructive, true, false), (tool.Annotations?.ReadOnlyHint, tool.Annotations?.DestructiveHint,
            tool.Annotations?.IdempotentHint, tool.Annotations?.OpenWorldHint));
        Assert.NotNull(tool.Title);
        Assert.True(tool.Description?.Length > 40, tool.Description);
        Assert.NotNull(tool.OutputSchema);
        Assert.All(tool.InputSchema.GetProperty("properties").EnumerateObject(),
            argument => Assert.True(argument.Value.TryGetProperty("description", out _), argument.Name));
    }

    [Fact]
    public async Task Schemas_say_the_limits()
    {
        var tools = await server.Client.ListToolsAsync(cancellationToken: Cancelled);

        JsonElement Argument(string tool, string name) => tools.Single(one => one.Name == tool).JsonSchema.GetProperty("properties").GetProperty(name);
        Assert.Equal(50, Argument("search_products", "pageSize").GetProperty("maximum").GetInt32());
        Assert.Equal(200, Argument("search_products", "text").GetProperty("maxLength").GetInt32());
        Assert.Equal(1, Argument("reserve_stock", "quantity").GetProperty("minimum").GetInt32());
        Assert.Equal(8, Argument("reserve_stock", "idempotencyKey").GetProperty("minLength").GetInt32());
    }

    [Theory]
    [InlineData("search_products", """{"text":"headphones","pageSize":2}""")]
    [InlineData("search_products", """{"text":"headphones"}""")]
    [InlineData("search_products", """{"text":"nothing has these words"}""")]
    [InlineData("get_product", """{"sku":"KIT-CHEF-20C"}""")]
    [InlineData("list_categories", "{}")]
    [InlineData("check_stock", """{"sku":"KIT-CHEF-16C","quantity":3}""")]
    [InlineData("watch_stock", """{"sku":"KIT-CHEF-16C","seconds":0.1}""")]
    [InlineData("reserve_stock", """{"sku":"KIT-CHEF-16C","quantity":1,"idempotencyKey":"schema-test-1"}""")]
    public async Task Results_have_everything_that_their_schema_requires(string name, string arguments)
    {
        var tool = (await server.Client.ListToolsAsync(cancellationToken: Cancelled)).Single(one => one.Name == name).ProtocolTool;

        Satisfies(tool.OutputSchema!.Value, await server.Client.ResultAsync(name, arguments));
    }

    [Theory]
    [InlineData("search_products", """{"page":0}""", "page is 0; it must be 1 or more.")]
    [InlineData("search_products", """{"page":99}""", "There is no page 99: 252 products match, on 26 pages of 10.")]
    [InlineData("search_products", """{"page":2147483647,"pageSize":50}""", "There is no page 2147483647")]
    [InlineData("search_products", """{"page":99999999999}""", "page is 99999999999; it must be a whole number")]
    [InlineData("search_products", """{"pageSize":0}""", "pageSize is 0; it must be from 1 to 50.")]
    [InlineData("search_products", """{"pageSize":51}""", "pageSize is 51; it must be from 1 to 50.")]
    [InlineData("search_products", """{"page":"2"}""", "page is \"2\"; it must be a whole number")]
    [InlineData("search_products", """{"minPrice":-1}""", "minPrice is -1; it must be from 0 to 1000000 EUR.")]
    [InlineData("search_products", """{"maxPrice":1e300}""", "maxPrice is 1e300; it must be a number")]
    [InlineData("search_products", """{"minPrice":20.5,"maxPrice":20}""", "minPrice 20.5 is above maxPrice 20")]
    [InlineData("search_products", """{"category":"cars"}""", "There is no category 'cars'. Categories: audio, computing, kitchen")]
    [InlineData("search_products", """{"sort":"cheap"}""", "must be one of relevance, price_ascending, price_descending")]
    [InlineData("search_products", """{"min_price":5}""", "min_price is unknown. search_products takes text, category, minPrice")]
    [InlineData("get_product", "{}", "sku is missing. get_product takes sku (required).")]
    [InlineData("get_product", """{"sku":""}""", "sku is empty")]
    [InlineData("get_product", """{"sku":null}""", "sku is null; it must be a string")]
    [InlineData("get_product", """{"sku":"nope"}""", "No product has the sku 'nope'. Find skus with search_products.")]
    [InlineData("get_product", """{"sku":"AUD-ARIA-BLAK"}""", "Did you mean AUD-ARIA-BLK or")]
    [InlineData("get_product", """{"sku":"' OR 1=1 --"}""", "No product has the sku")]
    [InlineData("check_stock", """{"sku":"AUD-ARIA-BLK","quantity":0}""", "quantity is 0; it must be from 1 to 1000.")]
    [InlineData("watch_stock", """{"seconds":301}""", "seconds is 301; it must be from 0 to 300.")]
    [InlineData("watch_stock", """{"sku":"nope"}""", "No product has the sku 'nope'.")]
    [InlineData("reserve_stock", """{"sku":"AUD-ARIA-BLK","quantity":-1,"idempotencyKey":"12345678"}""", "quantity is -1; it must be from 1 to 1000.")]
    [InlineData("reserve_stock", """{"sku":"AUD-ARIA-BLK","quantity":1.5,"idempotencyKey":"12345678"}""", "quantity is 1.5; it must be a whole number")]
    [InlineData("reserve_stock", """{"sku":"AUD-ARIA-BLK","quantity":1}""", "idempotencyKey is missing")]
    [InlineData("reserve_stock", """{"sku":"AUD-ARIA-BLK","quantity":1,"idempotencyKey":"1"}""", "idempotencyKey has 1 characters; use 8 to 100")]
    [InlineData("reserve_stock", """{"sku":"AUD-ARIA-BLK","quantity":1000,"idempotencyKey":"12345678"}""", "Nothing was reserved. Reserve at most")]
    [InlineData("release_reservation", """{"reservationId":"res_0"}""", "There is no reservation 'res_0'.")]
    public async Task Mistakes_are_explained(string tool, string arguments, string explanation) =>
        Assert.Contains(explanation, await server.Client.ErrorAsync(tool, arguments), StringComparison.Ordinal);

    [Fact]
    public async Task A_text_that_is_too_long_is_refused() =>
        Assert.Equal("text has 201 characters; at most 200 are accepted.",
            await server.Client.ErrorAsync("search_products", $$"""{"text":"{{new string('a', 201)}}"}"""));

    [Fact]
    public async Task Pages_together_have_every_product_once()
    {
        var skus = new List<string?>();
        for (var page = 1; page <= 6; page++)
        {
            var result = await server.Client.ResultAsync("search_products", $$"""{"page":{{page}},"pageSize":50}""");
            skus.AddRange(result.GetProperty("products").EnumerateArray().Select(product => product.GetProperty("sku").GetString()));
        }

        Assert.Equal(252, skus.Distinct().Count());
        Assert.Equal(252, skus.Count);
    }

    [Fact]
    public async Task Reserving_and_releasing_changes_the_stock_once()
    {
        const string reserve = """{"sku":"toy-plsh-fox","quantity":2,"idempotencyKey":"journey-0001"}""";
        var before = await AvailableAsync();

        var reserved = await server.Client.ResultAsync("reserve_stock", reserve);
        var again = await server.Client.ResultAsync("reserve_stock", reserve);
        var held = await AvailableAsync();
        var id = reserved.GetProperty("reservationId").GetString();
        var released = await server.Client.ResultAsync("release_reservation", $$"""{"reservationId":"{{id}}"}""");

        Assert.Equal((false, true), (reserved.GetProperty("repeated").GetBoolean(), again.GetProperty("repeated").GetBoolean()));
        Assert.Equal(id, again.GetProperty("reservationId").GetString());
        Assert.Equal(before - 2, held);
        Assert.Equal("released", released.GetProperty("status").GetString());
        Assert.Equal(before, await AvailableAsync());

        async Task<int> AvailableAsync() =>
            (await server.Client.ResultAsync("check_stock", """{"sku":"TOY-PLSH-FOX"}""")).GetProperty("available").GetInt32();
    }

    [Fact]
    public async Task Mistakes_of_callers_leave_no_stack_in_the_log()
    {
        _ = await server.Client.ErrorAsync("get_product", """{"sku":"nope"}""");
        _ = await Assert.ThrowsAnyAsync<Exception>(() => server.Client.ReadResourceAsync("product://nope", cancellationToken: Cancelled).AsTask());

        Assert.DoesNotContain("   at ", server.Server.Log.Text, StringComparison.Ordinal);
    }

    /// <summary>As far as our schemas go: objects with required properties, arrays, and types.</summary>
    private static void Satisfies(JsonElement schema, JsonElement value)
    {
        var type = schema.GetProperty("type");
        string?[] types = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString())] : [type.GetString()];
        Assert.Contains(value.ValueKind switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Null => "null",
            JsonValueKind.Number => types.Contains("integer") && value.TryGetInt64(out _) ? "integer" : "number",
            _ => "boolean",
        }, types);

        if (schema.TryGetProperty("required", out var required))
        {
            Assert.All(required.EnumerateArray().Select(name => name.GetString()!),
                name => Satisfies(schema.GetProperty("properties").GetProperty(name), value.GetProperty(name)));
        }

        if (schema.TryGetProperty("items", out var items))
            Assert.All(value.EnumerateArray(), item => Satisfies(items, item));
    }
}
