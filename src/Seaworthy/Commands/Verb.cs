using Seaworthy.Commands.Options;

namespace Seaworthy.Commands;

/// <summary>A verb of the command line, such as <c>run</c>: what people read about it, and what it does.</summary>
internal abstract class Verb
{
    /// <summary>As it is typed.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, in a few words.</summary>
    public abstract string Summary { get; }

    /// <summary>What it does, in a few sentences.</summary>
    public abstract string Description { get; }

    /// <summary>What follows its name.</summary>
    public abstract string Usage { get; }

    /// <summary>Three command lines that work, and what each is for.</summary>
    public abstract IReadOnlyList<Example> Examples { get; }

    /// <summary>Its options.</summary>
    public virtual IReadOnlyList<OptionDescription> Options => [];

    /// <summary>Whether <c>-- COMMAND</c> must follow.</summary>
    public virtual bool TakesCommand => false;

    /// <summary>Whether words that are no options may follow, such as paths.</summary>
    public virtual bool TakesOperands => false;

    /// <summary>What its exit codes mean.</summary>
    public abstract IReadOnlyList<(int Code, string Meaning)> ExitCodes { get; }

    /// <summary>Does it; the result is the exit code.</summary>
    public abstract Task<int> ExecuteAsync(VerbCall call);
}
