using System.Text.Json.Serialization;

namespace ProductServer.Catalogue;

/// <summary>How search results are ordered.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SortOrder>))]
internal enum SortOrder
{
    /// <summary>Most words in the name first.</summary>
    [JsonStringEnumMemberName("relevance")]
    Relevance,

    /// <summary>Cheapest first.</summary>
    [JsonStringEnumMemberName("price_ascending")]
    PriceAscending,

    /// <summary>Most expensive first.</summary>
    [JsonStringEnumMemberName("price_descending")]
    PriceDescending,
}
