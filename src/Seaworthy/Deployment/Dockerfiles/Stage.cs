using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>FROM and what follows it.</summary>
/// <param name="Index">From 0.</param>
/// <param name="From">The FROM instruction.</param>
/// <param name="Base">The image as it is written, raw.</param>
/// <param name="Name">The name behind AS; null when there is none.</param>
/// <param name="Instructions">The instructions behind FROM.</param>
internal sealed record Stage(int Index, Instruction From, Located Base, Located? Name, IReadOnlyList<Instruction> Instructions);
