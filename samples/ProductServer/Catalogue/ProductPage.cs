using System.ComponentModel;

namespace ProductServer.Catalogue;

/// <summary>A page of a search.</summary>
internal sealed record ProductPage(
    [property: Description("How many products match, on all pages together.")] long Total,
    [property: Description("The page that this is, from 1.")] int Page,
    [property: Description("How many pages there are; 0 when nothing matches.")] long Pages,
    IReadOnlyList<ProductSummary> Products,
    [property: Description("What to do next, when there is more to see or nothing was found.")] string? Hint);
