namespace Seaworthy.Hosting.Health;

/// <summary>What a probe saw.</summary>
/// <param name="Status">The HTTP status; null when there was no answer.</param>
/// <param name="Body">The body of the answer.</param>
/// <param name="Failure">Why there was no answer, for people.</param>
internal sealed record HealthAnswer(int? Status, string Body, string? Failure)
{
    /// <summary>Whether the server is ready.</summary>
    public bool IsHealthy => Status == 200;

    /// <summary>No answer.</summary>
    public static HealthAnswer None(string failure) => new(null, "", failure);
}
