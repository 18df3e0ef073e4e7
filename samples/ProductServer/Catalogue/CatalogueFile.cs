using System.Globalization;
using System.Text.RegularExpressions;

namespace ProductServer.Catalogue;

/// <summary>Reads the embedded <c>catalogue.txt</c>, whose head explains its format.</summary>
internal static partial class CatalogueFile
{
    /// <summary>The categories in their order.</summary>
    public static IReadOnlyList<(string Slug, string Name)> Categories { get; }

    /// <summary>Every variant of every family, in the order of the file.</summary>
    public static IReadOnlyList<CatalogueItem> Items { get; }

    static CatalogueFile()
    {
        var categories = new List<(string Slug, string Name)>();
        var items = new List<CatalogueItem>();
        using var reader = new StreamReader(typeof(CatalogueFile).Assembly.GetManifestResourceStream("catalogue.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var fields = line.TrimStart('=').Split('|', StringSplitOptions.TrimEntries);
            if (line[0] == '=')
                categories.Add((fields[0], fields[1]));
            else
                items.AddRange(Variants(categories[^1].Slug, fields));
        }

        Categories = categories;
        Items = items;
    }

    private static IEnumerable<CatalogueItem> Variants(string category, string[] fields)
    {
        foreach (var variant in fields[4].Split(", "))
        {
            var match = Variant().Match(variant);
            var surcharge = match.Groups["surcharge"] is { Success: true } plus ? Cents(plus.Value) : 0;
            yield return new($"{fields[0]}-{match.Groups["code"]}", category, $"{fields[1]}, {match.Groups["label"]}", fields[3],
                Cents(fields[2]) + surcharge);
        }
    }

    private static long Cents(string euros) => (long)(decimal.Parse(euros, CultureInfo.InvariantCulture) * 100);

    [GeneratedRegex(@"^(?<code>[A-Z0-9]{3}) (?<label>.+?)(?: \+(?<surcharge>\d+\.\d\d))?$")]
    private static partial Regex Variant();
}
