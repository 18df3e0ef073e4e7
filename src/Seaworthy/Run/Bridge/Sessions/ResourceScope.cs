namespace Seaworthy.Run.Bridge.Sessions;

/// <summary>Which updates a subscription to a resource is about: an update may name a part of what was subscribed.</summary>
internal static class ResourceScope
{
    public static bool Contains(string subscribed, string updated) =>
        updated.StartsWith(subscribed, StringComparison.Ordinal)
        && (updated.Length == subscribed.Length || subscribed.EndsWith('/') || updated[subscribed.Length] is '/' or '#' or '?');
}
