using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Launch;

/// <summary>Everything between process 1 and the server, in order.</summary>
/// <param name="Layers">From process 1 on.</param>
/// <param name="Place">Where the command is written.</param>
internal sealed record LaunchChain(IReadOnlyList<Layer> Layers, Place Place)
{
    /// <summary>The server; null when it cannot be seen.</summary>
    public Layer? Program => Layers.Count > 0 && Layers[^1].Kind == LayerKind.Program ? Layers[^1] : null;

    /// <summary>The first layer of a kind; null when there is none.</summary>
    public Layer? Find(LayerKind kind) => Layers.FirstOrDefault(layer => layer.Kind == kind);

    /// <summary>The layer that process 1 stays, once steps and shells that hand over are gone.</summary>
    public Layer? FirstThatStays => Layers.FirstOrDefault(layer =>
        layer.Kind is not LayerKind.Step && !(layer.Kind is LayerKind.Shell or LayerKind.Script && layer.HandsOver));

    /// <summary>Whether an entry script starts several programs, so that no single one is the server.</summary>
    public bool StartsSeveral => Layers.Any(layer => layer.Script?.Commands.Any(command => command.Ending == "&") is true);

    /// <summary>The value of an option of any layer: <c>--name value</c> or <c>--name=value</c>.</summary>
    public Located? Option(params ReadOnlySpan<string> names)
    {
        foreach (var layer in Layers)
        {
            for (var i = 1; i < layer.Words.Count; i++)
            {
                var word = layer.Words[i];
                foreach (var name in names)
                {
                    if (word.Text == name && i + 1 < layer.Words.Count)
                        return layer.Words[i + 1];
                    if (word.Text.StartsWith(name + "=", StringComparison.Ordinal))
                        return word with { Text = word.Text[(name.Length + 1)..] };
                }
            }
        }
        return null;
    }
}
