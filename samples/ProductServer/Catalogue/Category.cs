using System.ComponentModel;

namespace ProductServer.Catalogue;

/// <summary>A category and what is in it.</summary>
internal sealed record Category(
    [property: Description("Pass this as category to search_products.")] string Slug,
    string Name,
    [property: Description("How many products it has.")] long ProductCount,
    decimal LowestPrice,
    decimal HighestPrice,
    [property: Description("ISO 4217 code.")] string Currency);
