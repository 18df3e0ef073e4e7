namespace Seaworthy.ProcessTests.Trial;

/// <summary>One trial at a time: each puts its server under load, and judges times.</summary>
[CollectionDefinition(Name)]
public sealed class OneTrialAtATime
{
    /// <summary>Its name.</summary>
    public const string Name = "trial";
}
