using Seaworthy.Commands;

namespace Seaworthy.Tests.Commands;

public class HostFactsTests
{
    [Fact]
    public void A_desk_is_no_container() => Assert.False(Facts.Desk.InContainer);

    [Theory]
    [InlineData("KUBERNETES_SERVICE_HOST")]
    [InlineData("container")]
    [InlineData("DOTNET_RUNNING_IN_CONTAINER")]
    public void Each_variable_means_a_container(string variable)
    {
        Assert.True(Facts.With((variable, "x")).InContainer);
        Assert.False(Facts.With((variable, "")).InContainer);
    }

    [Fact]
    public void The_first_process_and_the_container_file_mean_a_container()
    {
        Assert.True((Facts.Desk with { ProcessId = 1 }).InContainer);
        Assert.True((Facts.Desk with { HasContainerFile = true }).InContainer);
    }

    [Theory]
    [InlineData("tcp://10.0.0.7:3000", null)]
    [InlineData("udp://10.0.0.7:3000", null)]
    [InlineData("", null)]
    [InlineData("3000", "3000")]
    public void Empty_values_and_service_links_are_unset(string value, string? read) =>
        Assert.Equal(read, Facts.With(("PORT", value)).Variable("PORT"));

    [Fact]
    public void Colour_is_for_terminals_that_want_it()
    {
        Assert.False(Facts.Desk.WantsColour);
        Assert.True((Facts.Desk with { OutputIsTerminal = true }).WantsColour);
        Assert.False((Facts.With(("NO_COLOR", "1")) with { OutputIsTerminal = true }).WantsColour);
        Assert.False((Facts.With(("TERM", "dumb")) with { OutputIsTerminal = true }).WantsColour);
    }

    [Fact]
    public void Detection_reads_this_process()
    {
        var facts = HostFacts.Detect();

        Assert.Equal(Environment.ProcessId, facts.ProcessId);
        Assert.Contains("PATH", facts.Environment.Keys);
    }
}
