using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Seaworthy.Hosting.Mcp;

/// <summary>
/// Puts the guard around every MCP endpoint while routing selects it: wherever it is mapped, under whatever path, and behind
/// whatever middleware the application has, its authentication above all.
/// </summary>
internal sealed class McpEndpointPolicy(McpGuard guard) : MatcherPolicy, IEndpointSelectorPolicy
{
    private readonly ConditionalWeakTable<Endpoint, Endpoint> _guarded = [];

    /// <summary>After the policies that rule candidates out.</summary>
    public override int Order => 10_000;

    /// <inheritdoc/>
    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(McpEndpoints.Contains);

    /// <inheritdoc/>
    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            var candidate = candidates[i];
            if (candidates.IsValidCandidate(i) && McpEndpoints.Contains(candidate.Endpoint))
                candidates.ReplaceEndpoint(i, _guarded.GetValue(candidate.Endpoint, Guard), candidate.Values);
        }
        return Task.CompletedTask;
    }

    private Endpoint Guard(Endpoint endpoint)
    {
        var mcp = endpoint.RequestDelegate!;
        RequestDelegate guarded = http => guard.HandleAsync(http, mcp);
        return endpoint is RouteEndpoint route
            ? new RouteEndpoint(guarded, route.RoutePattern, route.Order, route.Metadata, route.DisplayName)
            : new Endpoint(guarded, endpoint.Metadata, endpoint.DisplayName);
    }
}
