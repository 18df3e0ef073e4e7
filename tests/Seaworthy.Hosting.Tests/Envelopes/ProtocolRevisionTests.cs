using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Hosting.Tests.Envelopes;

public class ProtocolRevisionTests
{
    [Theory]
    [InlineData("2025-06-18", "2025-06-18")]
    [InlineData("2025-11-25", "2025-11-25")]
    [InlineData("2026-07-28", "2025-11-25")]
    [InlineData("2099-01-01", "2025-11-25")]
    [InlineData("1999-01-01", "2025-11-25")]
    [InlineData("", "2025-11-25")]
    [InlineData(null, "2025-11-25")]
    public void Answers_an_unknown_revision_with_the_newest_that_has_sessions(string? asked, string answered) =>
        Assert.Equal(answered, ProtocolRevision.Negotiate(asked));
}
