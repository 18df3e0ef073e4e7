using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Trees;

/// <summary>A name and its value.</summary>
/// <param name="Name">The name.</param>
/// <param name="KeyPlace">Where the name is written.</param>
/// <param name="Value">The value.</param>
internal sealed record MapEntry(string Name, Place KeyPlace, Node Value)
{
    /// <summary>The name with the value when that fits one line; otherwise the name.</summary>
    public Place Place => Value is ScalarNode && Value.Place.File == KeyPlace.File && Value.Place.Start >= KeyPlace.End
        && Value.Place.Line == KeyPlace.Line ? KeyPlace.To(Value.Place) : KeyPlace;
}
