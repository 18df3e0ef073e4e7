using System.Text.Json;
using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Truth;

/// <summary>Both forms of a case as folders, of which <c>seaworthy check</c> has said that only this rule tells them apart.</summary>
internal sealed class TruthPair : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private TruthPair(string rule)
    {
        (Wrong, Right) = (Path.Combine(_folder.Path, "wrong"), Path.Combine(_folder.Path, "right"));
        Directory.CreateDirectory(Wrong);
        Directory.CreateDirectory(Right);
        TruthCase.Write(rule, isWrong: true, Wrong);
        TruthCase.Write(rule, isWrong: false, Right);
    }

    /// <summary>The folder in which the rule finds something.</summary>
    public string Wrong { get; }

    /// <summary>The folder in which it does not.</summary>
    public string Right { get; }

    /// <summary>
    /// Writes and checks a case. What is found in both, a missing memory limit for one, is not what it is about;
    /// <paramref name="companion"/> is a rule that cannot but speak with this one.
    /// </summary>
    public static async Task<TruthPair> CheckedAsync(string rule, string? companion = null)
    {
        await Docker.RequireAsync();
        var pair = new TruthPair(rule);
        try
        {
            var wrong = await RulesAsync(pair.Wrong);
            var right = await RulesAsync(pair.Right);
            Assert.Equal(((string?[])[rule, companion]).OfType<string>().Order(StringComparer.Ordinal), wrong.Except(right).Order(StringComparer.Ordinal));
            Assert.Empty(right.Except(wrong));
            return pair;
        }
        catch
        {
            pair.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static async Task<string[]> RulesAsync(string folder)
    {
        var result = await Command.TryAsync(Binaries.Seaworthy, ["check", "--format", "json", folder]);
        Assert.True(result.Code is 0 or 1, result.ToString());
        using var report = JsonDocument.Parse(result.Output);
        return [.. report.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("rule").GetString()!).Distinct()];
    }
}
