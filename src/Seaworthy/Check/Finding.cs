using Seaworthy.Deployment.Text;

namespace Seaworthy.Check;

/// <summary>Something that is wrong, and where.</summary>
/// <param name="Rule">The rule that says so.</param>
/// <param name="Severity">How much it matters here.</param>
/// <param name="Place">Where.</param>
/// <param name="Message">What is wrong, with the values.</param>
/// <param name="Advice">What to write, exactly.</param>
internal sealed record Finding(Rule Rule, Severity Severity, Place Place, string Message, string Advice)
{
    /// <summary>Other places that it is about.</summary>
    public IReadOnlyList<Related> Related { get; init; } = [];

    /// <summary>Changes that end it; none when only a person can decide.</summary>
    public IReadOnlyList<Edit> Edits { get; init; } = [];

    /// <summary>Whether the rule cannot tell, because an image or a file is not known. Never counts as a failure.</summary>
    public bool IsDoubt { get; init; }

    /// <summary>With another place that it is about.</summary>
    public Finding With(Place? place, string label) =>
        place is { } known && known != Place ? this with { Related = [.. Related, new(known, label)] } : this;

    /// <summary>With changes that end it.</summary>
    public Finding WithEdits(params IEnumerable<Edit> edits) => this with { Edits = [.. edits] };
}
