namespace ProductServer.Catalogue;

/// <summary>What identifies a product: <c>AUD-ARIA-BLK</c> is variant BLK of the family AUD-ARIA.</summary>
internal static class Sku
{
    /// <summary>Longer than any sku; also what the tools accept.</summary>
    public const int LongestAccepted = 40;

    /// <summary>People and models write them in lower case, too.</summary>
    public static string Normalise(string sku) => sku.Trim().ToUpperInvariant();

    /// <summary>The family with its last hyphen: what the variants begin with.</summary>
    public static string Family(string sku)
    {
        var normal = Normalise(sku);
        return normal.LastIndexOf('-') is > 0 and var end ? normal[..(end + 1)] : normal;
    }

    /// <summary>The product as a resource.</summary>
    public static string Uri(string sku) => $"product://{sku}";
}
