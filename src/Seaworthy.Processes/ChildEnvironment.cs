namespace Seaworthy.Processes;

/// <summary>What changes between our environment and the child's.</summary>
internal static class ChildEnvironment
{
    /// <summary>Changes in the order in which they apply; a null value removes the variable.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Changes(ChildCommand command, Account? account, string marker)
    {
        // Without these npm, pip and the like write to the folder of the user that we were, and fail.
        if (account?.Home is { } home)
            yield return new("HOME", home);
        if (account?.Name is { } name)
        {
            yield return new("USER", name);
            yield return new("LOGNAME", name);
        }

        foreach (var change in command.Environment)
            yield return change;
        yield return new(WorkerMarker.Variable, marker);
    }
}
