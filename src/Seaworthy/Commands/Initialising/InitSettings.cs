using Seaworthy.Init.Plans;

namespace Seaworthy.Commands.Initialising;

/// <summary>Everything that the options of <c>seaworthy init</c> set.</summary>
internal sealed record InitSettings
{
    /// <summary>What is said about the server and where it is to run.</summary>
    public Answers Answers { get; init; } = new();

    /// <summary>Whether nothing is written, and the difference is shown.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether nothing is written, and a difference is a failure.</summary>
    public bool Verify { get; init; }

    /// <summary>Whether files of others are overwritten.</summary>
    public bool Force { get; init; }

    /// <summary>These with other answers.</summary>
    public InitSettings With(Func<Answers, Answers> change) => this with { Answers = change(Answers) };
}
