namespace Seaworthy.Hosting.Settings;

/// <summary>Finds what was probably meant by a mistyped name.</summary>
internal static class Nearest
{
    /// <summary>The most similar candidate, when it is similar enough to be worth a question.</summary>
    public static string? To(string typed, IEnumerable<string> candidates)
    {
        var best = candidates.MinBy(candidate => Distance(typed, candidate));
        var near = best is not null && Distance(typed, best) <= Math.Max(2, typed.Length / 3);
        return near ? best : candidates.FirstOrDefault(IsBegun);

        bool IsBegun(string candidate) => typed.Length > 4 && candidate.StartsWith(typed, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Letters to insert, delete, replace or swap with a neighbour.</summary>
    private static int Distance(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
                table[i, j] = i == 0 || j == 0 ? i + j : Step(i, j);
        }
        return table[left.Length, right.Length];

        int Step(int i, int j)
        {
            var same = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]);
            var least = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (same ? 0 : 1));
            var swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
            return swapped ? Math.Min(least, table[i - 2, j - 2] + 1) : least;
        }
    }
}
