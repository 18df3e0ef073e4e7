namespace Seaworthy.ProcessTests.Trial;

/// <summary>The long trials, one after the other, beside the short ones: they mostly wait.</summary>
[CollectionDefinition(Name)]
public sealed class OneWholeTrialAtATime
{
    /// <summary>Its name.</summary>
    public const string Name = "whole trial";
}
