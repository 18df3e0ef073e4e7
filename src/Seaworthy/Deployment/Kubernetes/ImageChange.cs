using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Deployment.Kubernetes;

/// <summary>An entry of a kustomization's <c>images</c>: the containers of that image get another name, tag or digest.</summary>
internal sealed class ImageChange(Node change)
{
    /// <summary>Rewrites every <c>image</c> below a node.</summary>
    public Node Apply(Node node, int depth = 0) => node switch
    {
        _ when depth > YamlReader.MaxDepth => node,
        ListNode list => list with { Values = [.. list.Values.Select(item => Apply(item, depth + 1))] },
        MapNode map => new MapNode([.. map.Entries.Select(entry => entry with
        {
            Value = entry is { Name: "image", Value: ScalarNode image } ? Changed(image) : Apply(entry.Value, depth + 1),
        })], map.Place, map.Tag),
        _ => node,
    };

    private ScalarNode Changed(ScalarNode image)
    {
        var old = ImageReference.Parse(image.Value);
        if (old.Repository != ImageReference.Parse(change.Find("name")?.Text ?? "").Repository)
            return image;
        var name = change.Find("newName")?.Text ?? image.Value.Split('@')[0].Split(':')[0];
        var tag = change.Find("digest")?.Text is { } digest ? "@" + digest : (change.Find("newTag")?.Text ?? old.Tag) is { } newTag ? ":" + newTag : "";
        return image with { Value = name + tag, Place = (change.Find("newTag") ?? change.Find("digest") ?? image).Place };
    }
}
