namespace Seaworthy.Init.Plans;

/// <summary>Whether a server reads <c>DATABASE_URL</c>.</summary>
internal enum DatabaseUse
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>It does when there is one.</summary>
    Optional,

    /// <summary>It does not start without.</summary>
    Required,
}
