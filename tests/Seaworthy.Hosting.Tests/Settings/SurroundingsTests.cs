using Seaworthy.Hosting.Settings;

namespace Seaworthy.Hosting.Tests.Settings;

public class SurroundingsTests
{
    [Theory]
    [InlineData(1, 0, false, true)]
    [InlineData(7, 1, true, true)]
    [InlineData(42, 0, true, true)]
    [InlineData(42, null, true, true)]
    [InlineData(42, 7, true, false)]
    [InlineData(42, 1, false, false)]
    [InlineData(42, null, false, false)]
    public void A_container_ends_with_its_first_process_or_the_child_of_an_init(int process, int? parent, bool isInContainer, bool ends) =>
        Assert.Equal(ends, Surroundings.EndsContainer(process, parent, isInContainer));

    [Fact]
    public void The_parent_is_read_whatever_the_name_of_the_process()
    {
        var stat = Path.GetTempFileName();
        try
        {
            File.WriteAllText(stat, "12 (a ) S 7 b) S 34 12 12 0 -1 4194304");

            Assert.Equal(34, Surroundings.ReadParent(stat));
        }
        finally
        {
            File.Delete(stat);
        }
        Assert.Null(Surroundings.ReadParent(stat));
    }
}
