namespace Seaworthy.Run.Supervision;

/// <summary>How a worker's life ended.</summary>
/// <param name="Description">
/// In a few words, for people, without a full stop: "exit 1", "killed by SIGKILL: out of memory?", "it closed its standard output".
/// </param>
/// <param name="WasReady">Whether it had done its handshake.</param>
/// <param name="HadAnswered">Whether it had answered a call.</param>
/// <param name="Stderr">The last lines it wrote.</param>
/// <param name="IsHopeless">Whether trying again cannot help: the command does not exist.</param>
internal sealed record WorkerEnd(string Description, bool WasReady, bool HadAnswered, IReadOnlyList<string> Stderr, bool IsHopeless = false)
{
    /// <summary>Who it was, where there are several.</summary>
    public string Who { get; init; } = "the worker";

    /// <summary>It may have ended on what it was asked: it is started again, and that is no death.</summary>
    public bool DeservesAnotherStart { get; init; }

    /// <summary>The same as a sentence, without a full stop.</summary>
    public string Sentence => IsHopeless ? Description : SentenceOf(Who, Description);

    /// <summary>A description as a sentence.</summary>
    public static string SentenceOf(string who, string description) =>
        description.StartsWith("it ", StringComparison.Ordinal) ? $"{who} {description[3..]}" : $"{who} ended: {description}";

    /// <summary>What it wrote last, to stand behind a sentence.</summary>
    public string LastWords => Stderr.Count > 0 ? $" Last lines of its stderr:\n    {string.Join("\n    ", Stderr)}"
        : IsHopeless ? ""
        : " It wrote nothing to stderr.";
}
