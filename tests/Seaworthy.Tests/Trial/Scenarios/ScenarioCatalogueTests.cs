using Seaworthy.Trial.Scenarios;

namespace Seaworthy.Tests.Trial.Scenarios;

public class ScenarioCatalogueTests
{
    [Fact]
    public void Every_scenario_of_the_assembly_is_in_it_under_a_name_of_its_own()
    {
        var types = typeof(Scenario).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Scenario)) && !type.IsAbstract);

        Assert.Equal(types.OrderBy(type => type.Name), ScenarioCatalogue.All.Select(scenario => scenario.GetType()).OrderBy(type => type.Name));
        Assert.Equal(ScenarioCatalogue.All.Count, ScenarioCatalogue.All.Select(scenario => scenario.Name).Distinct().Count());
    }

    [Fact]
    public void Six_are_quick_and_one_is_about_images()
    {
        Assert.Equal(6, ScenarioCatalogue.All.Count(scenario => scenario.IsQuick));
        Assert.Equal(["image"], ScenarioCatalogue.All.Where(scenario => scenario.NeedsImage).Select(scenario => scenario.Name));
    }
}
