namespace Seaworthy.Commands.Health;

/// <summary>Everything that the options of <c>seaworthy health</c> set.</summary>
/// <param name="Url">What is asked.</param>
/// <param name="Timeout">How long the answer may take. Default 5 s, the timeout of the image's HEALTHCHECK.</param>
internal sealed record HealthSettings(Uri Url, TimeSpan Timeout);
