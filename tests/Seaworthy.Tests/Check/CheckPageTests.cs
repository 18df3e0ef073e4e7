namespace Seaworthy.Tests.Check;

public class CheckPageTests
{
    [Fact]
    public void The_page_of_check_is_current() => GeneratedFile.AssertCurrent("docs/check.md", CheckPage.Write());
}
