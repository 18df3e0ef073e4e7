using Seaworthy.Deployment;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Check;

/// <summary>One way in which a deployment loses calls: what people read about it, examples, and the check.</summary>
internal abstract class Rule(string slug, Severity severity, RuleGroup group)
{
    /// <summary>Its name, for the command line, comments and documents.</summary>
    public string Slug => slug;

    /// <summary>How much its findings matter, unless one says otherwise.</summary>
    public Severity Severity => severity;

    /// <summary>What it is about.</summary>
    public RuleGroup Group => group;

    /// <summary>What it finds, in a sentence.</summary>
    public abstract string What { get; }

    /// <summary>What happens then, with the fact behind it.</summary>
    public abstract string Why { get; }

    /// <summary>What to do.</summary>
    public abstract string Fix { get; }

    /// <summary>Files in which it finds something.</summary>
    public abstract string Bad { get; }

    /// <summary>The same files without the fault.</summary>
    public abstract string Good { get; }

    /// <summary>Names of other linters' rules with the same meaning; they are accepted in comments and by <c>explain</c>.</summary>
    public virtual IReadOnlyList<string> Aliases => [];

    /// <summary>Whether no other linter that we read has it.</summary>
    public virtual bool IsOurs => true;

    /// <summary>Whether a test shows the failure happening where it finds something, and not after the fix.</summary>
    public bool IsProven => ProvenRules.Slugs.Contains(slug);

    /// <summary>Looks.</summary>
    public abstract IEnumerable<Finding> Check(DeploymentModel model);

    /// <summary>A finding of the rule's own severity.</summary>
    protected Finding At(Place place, string message, string advice) => new(this, Severity, place, message, advice);

    /// <summary>A finding of another severity.</summary>
    protected Finding At(Place place, Severity severity, string message, string advice) => new(this, severity, place, message, advice);

    /// <summary>What the rule would have to know, and does not.</summary>
    protected Finding CannotTell(Place place, string message) => new(this, Severity.Info, place, message, "") { IsDoubt = true };
}
