namespace Seaworthy.ProcessTests.Harness;

/// <summary>
/// What a test needs from the machine. In CI a missing prerequisite fails, because there it means that <c>.ci/run</c> no
/// longer installs it; elsewhere it skips and says why.
/// </summary>
internal static class Prerequisites
{
    /// <summary>Whether this run may not skip anything.</summary>
    public static bool InCi { get; } = Environment.GetEnvironmentVariable("CI") is "true" or "1";

    /// <summary>Returns the full path of a program on PATH; <paramref name="why"/> says what the test wants it for.</summary>
    public static string Require(string program, string why)
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            var path = Path.Combine(folder, program);
            if (File.Exists(path))
                return path;
        }
        Missing($"{program} is not on PATH: {why}");
        return program;
    }

    /// <summary>Fails in CI and skips elsewhere, unless the condition holds.</summary>
    public static void Require(bool condition, string what)
    {
        if (!condition)
            Missing(what);
    }

    private static void Missing(string what)
    {
        if (InCi)
            Assert.Fail($"{what} In CI nothing is skipped: .ci/run has to install it.");
        Assert.Skip(what);
    }
}
