namespace Seaworthy.Trial.Scenarios;

/// <summary>One promise put to the trial. Each scenario is one file: what is promised, how it is judged, what is done.</summary>
internal abstract class Scenario
{
    /// <summary>Its stable name.</summary>
    public abstract string Name { get; }

    /// <summary>The promise, as one sentence.</summary>
    public abstract string Promise { get; }

    /// <summary>What is done, and what breaks the promise.</summary>
    public abstract string Judgement { get; }

    /// <summary>What is measured and reported.</summary>
    public abstract string Evidence { get; }

    /// <summary>What to do when the promise is broken.</summary>
    public abstract string Remedy { get; }

    /// <summary>Whether it belongs to the short trial.</summary>
    public virtual bool IsQuick => false;

    /// <summary>Whether it says something about images alone.</summary>
    public virtual bool NeedsImage => false;

    /// <summary>Holds it.</summary>
    public abstract Task<Outcome> RunAsync(ScenarioContext trial);
}
