namespace Seaworthy.Trial;

/// <summary>The trial cannot be held; the message says why and what to do.</summary>
internal sealed class TrialException(string message) : Exception(message);
