namespace ProductServer.Catalogue;

/// <summary>A search whose values have been checked.</summary>
internal sealed record ProductQuery
{
    /// <summary>Each must occur in the product; see <see cref="SearchWords"/>.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>A slug; null for all categories.</summary>
    public string? Category { get; init; }

    /// <summary>The lowest price in cents, included.</summary>
    public long? LeastCents { get; init; }

    /// <summary>The highest price in cents, included.</summary>
    public long? MostCents { get; init; }

    /// <summary>Leaves out what is sold out.</summary>
    public bool InStockOnly { get; init; }

    /// <summary>The order of the results.</summary>
    public SortOrder Sort { get; init; }

    /// <summary>How many results to skip.</summary>
    public long Offset { get; init; }

    /// <summary>How many results to return at most.</summary>
    public int Limit { get; init; } = 10;
}
