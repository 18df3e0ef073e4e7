using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>What an image starts: ENTRYPOINT or CMD, or what the properties of a project amount to.</summary>
/// <param name="Setting">ENTRYPOINT or CMD, which a published image has as well.</param>
/// <param name="Command">The command.</param>
/// <param name="Place">Where it is set.</param>
internal sealed record ImageCommand(string Setting, CommandForm Command, Place Place)
{
    /// <summary>An instruction of a Dockerfile.</summary>
    public static ImageCommand Of(Instruction instruction) => new(instruction.Keyword, instruction.Command, instruction.Place);
}
