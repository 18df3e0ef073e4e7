using System.Globalization;
using System.Text;

namespace ProductServer.Catalogue;

/// <summary>A search as SQL. Values become parameters; the text has only constants.</summary>
internal sealed class ProductQuerySql
{
    private readonly List<(string Name, object Value)> _parameters = [];

    /// <summary>Writes the clauses.</summary>
    public ProductQuerySql(ProductQuery query)
    {
        var conditions = new List<string>();
        var nameHits = new List<string>();
        for (var i = 0; i < query.Words.Count; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"@word{i}");
            conditions.Add($@"p.search_text LIKE {name} ESCAPE '\'");
            nameHits.Add($@"CASE WHEN p.search_name LIKE {name} ESCAPE '\' THEN 1 ELSE 0 END");
            _parameters.Add((name, SearchWords.Pattern(query.Words[i])));
        }

        Add(conditions, "p.category = @category", "@category", query.Category);
        Add(conditions, "p.price_cents >= @least", "@least", query.LeastCents);
        Add(conditions, "p.price_cents <= @most", "@most", query.MostCents);
        if (query.InStockOnly)
            conditions.Add("s.on_hand > s.reserved");

        Where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        OrderAndLimit = new StringBuilder(" ORDER BY ").Append(query.Sort switch
        {
            SortOrder.PriceAscending => "p.price_cents, ",
            SortOrder.PriceDescending => "p.price_cents DESC, ",
            _ when nameHits.Count > 0 => string.Join(" + ", nameHits) + " DESC, ",
            _ => "",
        }).Append(CultureInfo.InvariantCulture, $"p.position LIMIT {query.Limit} OFFSET {query.Offset}").ToString();
    }

    /// <summary>The conditions, with a space before them.</summary>
    public string Where { get; }

    /// <summary>The order and the page, with a space before them.</summary>
    public string OrderAndLimit { get; }

    /// <summary>The values of all parameters.</summary>
    public (string Name, object Value)[] Parameters => [.. _parameters];

    private void Add(List<string> conditions, string condition, string name, object? value)
    {
        if (value is null)
            return;
        conditions.Add(condition);
        _parameters.Add((name, value));
    }
}
