namespace ProductServer.Database;

/// <summary>The database did not answer, also not when asked again.</summary>
/// <param name="outcomeUnknown">A commit was under way: the change may have been made.</param>
/// <param name="cause">For the log only: never shown to a client.</param>
internal sealed class DatabaseUnavailableException(bool outcomeUnknown, Exception? cause = null)
    : Exception("The database is not available.", cause)
{
    /// <summary>Whether the change may have been made.</summary>
    public bool OutcomeUnknown { get; } = outcomeUnknown;
}
