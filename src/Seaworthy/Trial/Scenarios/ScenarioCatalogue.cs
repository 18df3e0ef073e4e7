namespace Seaworthy.Trial.Scenarios;

/// <summary>Every scenario, in the order in which they are held. One explicit array: nothing is found by reflection.</summary>
internal static class ScenarioCatalogue
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new ReadyInTime(),
        new HealthTruthful(),
        new IdleStop(),
        new StopInCall(),
        new StopUnderLoad(),
        new OpenStreams(),
        new IdleConnections(),
        new PoliteRefusal(),
        new LameDuck(),
        new BeyondBudget(),
        new Sigint(),
        new Crash(),
        new Orphans(),
        new Rolling(),
        new IdleSessions(),
        new Image(),
    ];

    /// <summary>One by its name; null when there is none.</summary>
    public static Scenario? Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name);
}
