using Seaworthy.Run.Supervision.Phases;

namespace Seaworthy.Tests.Run.Supervision.Phases;

public class WorkerTableTests
{
    /// <summary>Every pair, written out; a dot changes nothing.</summary>
    private const string Grid = """
        phase    BecameReady Promoted Retired  BecameIdle Lost     StopRequested Ended
        Starting Standby     .        Stopping .          Stopping Stopping      Ended
        Standby  .           Serving  Stopping .          Stopping Stopping      Ended
        Serving  .           .        Retiring .          Stopping Stopping      Ended
        Retiring .           .        .        Stopping   Stopping Stopping      Ended
        Stopping .           .        .        .          .        .             Ended
        Ended    .           .        .        .          .        .             .
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
    public void Next_is_as_written(string phase, string trigger, string next) => Assert.Equal(
        Enum.Parse<WorkerPhase>(next), WorkerTable.Next(Enum.Parse<WorkerPhase>(phase), Enum.Parse<WorkerTrigger>(trigger)));

    [Fact]
    public void The_grid_holds_every_pair_once()
    {
        var written = Pairs().Select(row => (row.Data.Item1, row.Data.Item2)).ToArray();
        var all = from phase in Enum.GetNames<WorkerPhase>() from trigger in Enum.GetNames<WorkerTrigger>() select (phase, trigger);

        Assert.Equal(all.Order(), written.Order());
    }

    [Fact]
    public void A_worker_never_goes_back()
    {
        foreach (var phase in Enum.GetValues<WorkerPhase>())
            Assert.All(Enum.GetValues<WorkerTrigger>(), trigger => Assert.True(WorkerTable.Next(phase, trigger) >= phase));
    }
}
