using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Bridge.Modern;

/// <summary>Something that has changed in a worker.</summary>
/// <param name="Method">The notification.</param>
/// <param name="Subject">The URI of the resource, or the id of the task; null of a list.</param>
internal readonly record struct Change(string Method, string? Subject)
{
    public static Change Of(ReadOnlySpan<byte> line, in Envelope envelope) => new(envelope.Method!, envelope.Method switch
    {
        Methods.ResourceUpdated => Value.Text(envelope.Uri.Of(line)),
        Methods.TaskChanged => Value.Text(envelope.TaskId.Of(line)),
        _ => null,
    });
}
