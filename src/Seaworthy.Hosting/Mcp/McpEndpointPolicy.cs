using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Seaworthy.Hosting.Mcp;

/// <summary>
/// Puts the guard around every MCP endpoint while routing builds its tree: wherever it is mapped, under whatever path, and behind
/// whatever middleware the application has, its authentication above all.
/// </summary>
/// <remarks>A policy that selects among candidates would do it for each request anew, and keep routing from its short way.</remarks>
internal sealed class McpEndpointPolicy(McpGuard guard) : MatcherPolicy, INodeBuilderPolicy
{
    /// <summary>After the policies that rule candidates out.</summary>
    public override int Order => 10_000;

    /// <inheritdoc/>
    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(McpEndpoints.Contains);

    /// <inheritdoc/>
    public IReadOnlyList<PolicyNodeEdge> GetEdges(IReadOnlyList<Endpoint> endpoints) =>
        [new PolicyNodeEdge(this, [.. endpoints.Select(endpoint => McpEndpoints.Contains(endpoint) ? Guard(endpoint) : endpoint)])];

    /// <inheritdoc/>
    public PolicyJumpTable BuildJumpTable(int exitDestination, IReadOnlyList<PolicyJumpTableEdge> edges) => new OneWay(edges[0].Destination);

    private Endpoint Guard(Endpoint endpoint)
    {
        var mcp = endpoint.RequestDelegate!;
        RequestDelegate guarded = http => guard.HandleAsync(http, mcp);
        return endpoint is RouteEndpoint route
            ? new RouteEndpoint(guarded, route.RoutePattern, route.Order, route.Metadata, route.DisplayName)
            : new Endpoint(guarded, endpoint.Metadata, endpoint.DisplayName);
    }

    private sealed class OneWay(int destination) : PolicyJumpTable
    {
        public override int GetDestination(HttpContext httpContext) => destination;
    }
}
