using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Nginx;

/// <summary>A directive of nginx, with its block when it has one.</summary>
/// <param name="Words">Its name and arguments.</param>
/// <param name="Children">The directives in its block.</param>
internal sealed record NginxDirective(IReadOnlyList<Located> Words, IReadOnlyList<NginxDirective> Children)
{
    /// <summary>Its name.</summary>
    public string Name => Words[0].Text;

    /// <summary>Where it stands, without its block.</summary>
    public Place Place => Words[0].Place.To(Words[^1].Place);

    /// <summary>The first argument; null when there is none.</summary>
    public Located? Argument => Words.Count > 1 ? Words[1] : null;

    /// <summary>The first directive of a name in its block.</summary>
    public NginxDirective? Find(string name) => Children.FirstOrDefault(child => child.Name == name);

    /// <summary>This and everything below, with what is around each.</summary>
    public static IEnumerable<(NginxDirective Item, IReadOnlyList<NginxDirective> Around)> Walk(IEnumerable<NginxDirective> items, IReadOnlyList<NginxDirective>? around = null)
    {
        foreach (var item in items)
        {
            yield return (item, around ?? []);
            foreach (var inner in Walk(item.Children, [.. around ?? [], item]))
                yield return inner;
        }
    }
}
