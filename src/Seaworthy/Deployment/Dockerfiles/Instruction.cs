using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>One instruction of a Dockerfile.</summary>
/// <param name="Keyword">In capital letters.</param>
/// <param name="KeywordPlace">Where the keyword stands.</param>
/// <param name="Flags">What stands behind <c>--</c>, by name, raw.</param>
/// <param name="Body">What stands behind the flags, raw.</param>
/// <param name="Line">All of it.</param>
internal sealed record Instruction(
    string Keyword, Place KeywordPlace, IReadOnlyDictionary<string, Located> Flags, LogicalText Body, DockerfileLine Line)
{
    /// <summary>Where the instruction stands, without here-documents.</summary>
    public Place Place => Line.Text.Place;

    /// <summary>The instruction behind ONBUILD; null for others.</summary>
    public Instruction? Trigger { get; init; }

    /// <summary>The body as a command.</summary>
    public CommandForm Command => CommandForm.Read(Body);
}
