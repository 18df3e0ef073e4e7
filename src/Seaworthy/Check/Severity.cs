namespace Seaworthy.Check;

/// <summary>How much a finding matters, from the least.</summary>
internal enum Severity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Hurts under some circumstances.</summary>
    Warning,

    /// <summary>Loses calls, or does not work.</summary>
    Error,
}
