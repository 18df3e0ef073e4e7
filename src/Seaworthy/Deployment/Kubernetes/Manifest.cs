using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Deployment.Kubernetes;

/// <summary>An object of Kubernetes.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Map">All of it.</param>
internal sealed record Manifest(string Kind, Located Name, MapNode Map)
{
    /// <summary>Its specification; null when there is none.</summary>
    public MapNode? Spec => Map["spec"]?.Map;

    /// <summary>Where the kind stands.</summary>
    public Place KindPlace => Map.Entry("kind")!.Place;

    /// <summary>Its namespace; empty when none is written.</summary>
    public string Namespace => Map.Find("metadata", "namespace")?.Text ?? "";

    /// <summary>The pod that it makes; null when it makes none.</summary>
    public MapNode? PodSpec => Kind switch
    {
        "Pod" => Spec,
        "CronJob" => Spec?.Find("jobTemplate", "spec", "template", "spec")?.Map,
        _ => Spec?.Find("template", "spec")?.Map,
    };

    /// <summary>The labels of that pod.</summary>
    public MapNode? PodLabels => (Kind == "Pod" ? Map.Find("metadata", "labels") : Spec?.Find("template", "metadata", "labels"))?.Map;

    /// <summary>Whether it keeps servers running, unlike a job.</summary>
    public bool IsService => Kind is "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" or "Pod" or "Rollout";

    /// <summary>Reads a document; null when it is no object.</summary>
    public static Manifest? Read(Node document)
    {
        if (document is not MapNode map || map["apiVersion"]?.Text is null || map["kind"]?.Text is not { } kind)
            return null;
        return new(kind, map.Find("metadata", "name")?.Located ?? map.Find("metadata", "generateName")?.Located ?? new("", map.Entry("kind")!.Place), map);
    }
}
