using System.Text.Json;
using System.Text.Json.Serialization;
using ProductServer.Catalogue;
using ProductServer.Stock;

namespace ProductServer.Mcp;

/// <summary>
/// Serialises the tools' arguments and results without reflection. Nulls are written: the output schemas require every property,
/// and clients check.
/// </summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(Product))]
[JsonSerializable(typeof(ProductPage))]
[JsonSerializable(typeof(CategoryList))]
[JsonSerializable(typeof(StockLevel))]
[JsonSerializable(typeof(StockChanges))]
[JsonSerializable(typeof(Reservation))]
[JsonSerializable(typeof(SortOrder))]
[JsonSerializable(typeof(decimal?))]
[JsonSerializable(typeof(double))]
internal sealed partial class ProductJson : JsonSerializerContext;
