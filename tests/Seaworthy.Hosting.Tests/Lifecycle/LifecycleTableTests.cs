using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Hosting.Tests.Lifecycle;

public class LifecycleTableTests
{
    /// <summary>Every pair, written out; a dot changes nothing.</summary>
    private const string Grid = """
        phase       BecameReady LostReady DrainRequested DelayElapsed CancelDue  Drained BudgetSpent GiveUp   Fault
        Starting    Ready       .         Draining       .            .          .       .           Draining Draining
        Ready       .           Unready   Announcing     .            .          .       .           Draining Announcing
        Unready     Ready       .         Draining       .            .          .       .           Draining Draining
        Announcing  .           .         .              Draining     Cancelling .       Stopped     Draining .
        Draining    .           .         .              .            Cancelling Stopped Stopped     .        .
        Cancelling  .           .         .              .            .          Stopped Stopped     .        .
        Stopped     .           .         .              .            .          .       .           .        .
        """;

    public static TheoryData<string, string, string> Pairs()
    {
        var rows = Grid.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var data = new TheoryData<string, string, string>();
        foreach (var row in rows.Skip(1))
        {
            for (var column = 1; column < row.Length; column++)
                data.Add(row[0], rows[0][column], row[column] == "." ? row[0] : row[column]);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Next_is_as_written(string phase, string trigger, string next)
    {
        Assert.Equal(
            Enum.Parse<LifecyclePhase>(next),
            LifecycleTable.Next(Enum.Parse<LifecyclePhase>(phase), Enum.Parse<LifecycleTrigger>(trigger)));
    }

    [Fact]
    public void The_grid_holds_every_pair_once()
    {
        var written = Pairs().Select(row => (row.Data.Item1, row.Data.Item2)).ToArray();
        var all = from phase in Enum.GetNames<LifecyclePhase>() from trigger in Enum.GetNames<LifecycleTrigger>() select (phase, trigger);

        Assert.Equal(all.Order(), written.Order());
    }

    [Fact]
    public void A_stop_never_goes_back()
    {
        foreach (var phase in Enum.GetValues<LifecyclePhase>().Where(phase => phase >= LifecyclePhase.Announcing))
            Assert.All(Enum.GetValues<LifecycleTrigger>(), trigger => Assert.True(LifecycleTable.Next(phase, trigger) >= phase));
    }
}
