using System.ComponentModel;

namespace ProductServer.Stock;

/// <summary>What a watch has seen.</summary>
internal sealed record StockChanges(
    [property: Description("True when something changed; false when the time passed without.")] bool Changed,
    [property: Description("The products whose stock changed, with their stock now.")] IReadOnlyList<StockChange> Products);
