using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Trees;

/// <summary>A document that cannot be read, and where it breaks.</summary>
internal sealed class TreeException(string message, Place place) : Exception(message)
{
    /// <summary>Where it breaks.</summary>
    public Place Place => place;
}
