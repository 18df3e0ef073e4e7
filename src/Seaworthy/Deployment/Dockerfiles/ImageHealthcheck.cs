using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>HEALTHCHECK.</summary>
/// <param name="Test">The command; null for <c>HEALTHCHECK NONE</c>.</param>
/// <param name="Flags">The flags, by name.</param>
/// <param name="Instruction">The instruction.</param>
internal sealed record ImageHealthcheck(CommandForm? Test, IReadOnlyDictionary<string, Located> Flags, Instruction Instruction);
