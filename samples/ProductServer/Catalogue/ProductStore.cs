using System.Data.Common;
using ProductServer.Database;

namespace ProductServer.Catalogue;

/// <summary>The catalogue in the database: reads only.</summary>
internal sealed class ProductStore(DatabaseCalls database)
{
    private const string Columns = "p.sku, p.name, p.category, p.price_cents, s.on_hand - s.reserved, p.description";
    private const string Tables = "products p JOIN stock s ON s.sku = p.sku";

    /// <summary>One page of what matches, and how much matches at all.</summary>
    public Task<(long Total, List<ProductSummary> Products)> SearchAsync(ProductQuery query, CancellationToken cancellationToken)
    {
        var sql = new ProductQuerySql(query);
        return database.ReadAsync(async (connection, token) =>
        {
            var total = await connection.QueryAsync(
                $"SELECT COUNT(*) FROM {Tables}{sql.Where}", row => row.GetInt64(0), token, sql.Parameters);
            var products = await connection.QueryAsync(
                $"SELECT {Columns} FROM {Tables}{sql.Where}{sql.OrderAndLimit}", Summary, token, sql.Parameters);
            return (total[0], products);
        }, cancellationToken);
    }

    /// <summary>The product with the sku, in whatever case; null when there is none.</summary>
    public Task<Product?> FindAsync(string sku, CancellationToken cancellationToken) =>
        database.ReadAsync(async (connection, token) =>
        {
            var rows = await connection.QueryAsync(
                $"SELECT {Columns} FROM {Tables} WHERE p.sku = @sku", Full, token, ("@sku", Sku.Normalise(sku)));
            return rows.SingleOrDefault();
        }, cancellationToken);

    /// <summary>A few skus that begin like this one, for somebody who got its end wrong.</summary>
    public Task<List<string>> SkusLikeAsync(string sku, CancellationToken cancellationToken) =>
        database.ReadAsync((connection, token) => connection.QueryAsync(
            @"SELECT sku FROM products WHERE sku LIKE @family ESCAPE '\' ORDER BY position LIMIT 5", row => row.GetString(0), token,
            ("@family", SearchWords.Pattern(Sku.Family(sku))[1..])), cancellationToken);

    /// <summary>All categories with the number and the price range of their products.</summary>
    public Task<List<Category>> CategoriesAsync(CancellationToken cancellationToken) =>
        database.ReadAsync((connection, token) => connection.QueryAsync(
            """
            SELECT c.slug, c.name, COUNT(*), MIN(p.price_cents), MAX(p.price_cents)
            FROM categories c JOIN products p ON p.category = c.slug
            GROUP BY c.slug, c.name, c.position ORDER BY c.position
            """,
            row => new Category(
                row.GetString(0), row.GetString(1), row.GetInt64(2), Euros(row.GetInt64(3)), Euros(row.GetInt64(4)), Product.Euro),
            token), cancellationToken);

    private static ProductSummary Summary(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), Euros(row.GetInt64(3)), Product.Euro, row.GetInt64(4));

    private static Product Full(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(5), Euros(row.GetInt64(3)), Product.Euro,
            row.GetInt64(4), Sku.Uri(row.GetString(0)));

    /// <summary>Always with two decimals, also 7.50: a product has the scales of its factors.</summary>
    private static decimal Euros(long cents) => cents * 0.01m;
}
