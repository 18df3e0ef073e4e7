namespace Seaworthy.Commands;

/// <summary>How the verdicts of a trial are written.</summary>
internal enum TrialFormat
{
    /// <summary>A table for people.</summary>
    Text,

    /// <summary>One JSON document, described in docs/trial.md.</summary>
    Json,
}
