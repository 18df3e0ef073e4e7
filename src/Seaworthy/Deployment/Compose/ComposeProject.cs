using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Deployment.Compose;

/// <summary>What one <c>docker compose up</c> reads.</summary>
/// <param name="Files">The files, the first below the others.</param>
/// <param name="Root">Everything laid over each other.</param>
internal sealed record ComposeProject(IReadOnlyList<SourceFile> Files, MapNode Root)
{
    /// <summary>The services.</summary>
    public IReadOnlyList<ComposeService> Services => field ??=
    [
        .. (Root["services"]?.Map?.Entries ?? []).Where(entry => entry.Value is MapNode)
            .Select(entry => new ComposeService(this, new Located(entry.Name, entry.KeyPlace), (MapNode)entry.Value)),
    ];

    /// <summary>The folder of the first file: paths are seen from there.</summary>
    public string Folder => Files[0].Folder;
}
