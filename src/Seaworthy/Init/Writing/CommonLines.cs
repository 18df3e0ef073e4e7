namespace Seaworthy.Init.Writing;

/// <summary>
/// Which lines two texts have in common: the most that stay in order. By Hirschberg's halving (CACM 18, 1975), so that memory is
/// that of the lines and not of a table of all pairs: a file that is there may be large, and then only what is written is short.
/// </summary>
internal sealed class CommonLines
{
    private readonly int[] _old;
    private readonly int[] _new;

    private readonly bool[] _oldStays;
    private readonly bool[] _newWasThere;

    private CommonLines(TextLines old, TextLines @new)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        _new = new int[@new.Count];
        for (var i = 0; i < _new.Length; i++)
            _new[i] = numbers[@new[i].ToString()] = numbers.GetValueOrDefault(@new[i].ToString(), numbers.Count);
        // An old line that is no new one needs no number of its own.
        var known = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        _old = new int[old.Count];
        for (var i = 0; i < _old.Length; i++)
            _old[i] = known.TryGetValue(old[i], out var number) ? number : -1;
        (_oldStays, _newWasThere) = (new bool[_old.Length], new bool[_new.Length]);
        Compare(0, _old.Length, 0, _new.Length);
    }

    /// <summary>What stands between the lines that two texts have in common.</summary>
    public static List<LineChange> ChangesOf(TextLines old, TextLines @new)
    {
        var common = new CommonLines(old, @new);
        var changes = new List<LineChange>();
        for (int i = 0, j = 0; i < old.Count || j < @new.Count;)
        {
            var (oldStart, newStart) = (i, j);
            while (i < old.Count && !common._oldStays[i])
                i++;
            while (j < @new.Count && !common._newWasThere[j])
                j++;
            if (i > oldStart || j > newStart)
                changes.Add(new(oldStart, i, newStart, j));
            // The n-th old line that stays is the n-th new one that was there.
            else
                (i, j) = (i + 1, j + 1);
        }
        return changes;
    }

    private void Compare(int oldStart, int oldEnd, int newStart, int newEnd)
    {
        for (; oldStart < oldEnd && newStart < newEnd && _old[oldStart] == _new[newStart]; oldStart++, newStart++)
            Keep(oldStart, newStart);
        for (; oldStart < oldEnd && newStart < newEnd && _old[oldEnd - 1] == _new[newEnd - 1]; oldEnd--, newEnd--)
            Keep(oldEnd - 1, newEnd - 1);
        if (oldStart == oldEnd || newStart == newEnd)
            return;
        if (oldEnd - oldStart == 1)
        {
            if (Array.IndexOf(_new, _old[oldStart], newStart, newEnd - newStart) is >= 0 and var found)
                Keep(oldStart, found);
            return;
        }
        var middle = oldStart + (oldEnd - oldStart) / 2;
        var split = Split(oldStart, middle, oldEnd, newStart, newEnd);
        Compare(oldStart, middle, newStart, split);
        Compare(middle, oldEnd, split, newEnd);
    }

    /// <summary>Where the new lines are cut best, when the old ones are cut in the middle.</summary>
    private int Split(int oldStart, int middle, int oldEnd, int newStart, int newEnd)
    {
        var length = newEnd - newStart;
        // Of each beginning of the new lines, how many it has in common with the first half; of each end, with the second.
        var (before, after) = (new int[length + 1], new int[length + 1]);
        for (var i = oldStart; i < middle; i++)
        {
            for (int j = 1, diagonal = 0; j <= length; j++)
                (diagonal, before[j]) = (before[j], _old[i] == _new[newStart + j - 1] ? diagonal + 1 : Math.Max(before[j], before[j - 1]));
        }
        for (var i = oldEnd - 1; i >= middle; i--)
        {
            for (int j = length - 1, diagonal = 0; j >= 0; j--)
                (diagonal, after[j]) = (after[j], _old[i] == _new[newStart + j] ? diagonal + 1 : Math.Max(after[j], after[j + 1]));
        }
        var best = 0;
        for (var j = 1; j <= length; j++)
        {
            if (before[j] + after[j] > before[best] + after[best])
                best = j;
        }
        return newStart + best;
    }

    private void Keep(int old, int @new) => (_oldStays[old], _newWasThere[@new]) = (true, true);
}
