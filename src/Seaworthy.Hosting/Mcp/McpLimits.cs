using Seaworthy.Hosting.Limits;

namespace Seaworthy.Hosting.Mcp;

/// <summary>What keeps the MCP endpoint within bounds.</summary>
/// <param name="Options">The numbers.</param>
/// <param name="Places">Calls at the same time.</param>
/// <param name="Sessions">Sessions at the same time.</param>
/// <param name="Memory">Request bodies that are held.</param>
internal sealed record McpLimits(SeaworthyOptions Options, CallPlaces Places, SessionCount Sessions, MemoryBudget Memory);
