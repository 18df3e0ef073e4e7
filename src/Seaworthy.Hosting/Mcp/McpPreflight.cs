using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Seaworthy.Hosting.Door;

namespace Seaworthy.Hosting.Mcp;

/// <summary>
/// OPTIONS at the path of every MCP endpoint: the SDK maps none, so browsers could not even ask. Answers like the endpoint
/// itself would: an origin that is not allowed is refused.
/// </summary>
internal sealed class McpPreflight(ICollection<EndpointDataSource> sources, McpDoor door) : EndpointDataSource
{
    private static readonly HttpMethodMetadata Methods = new([HttpMethods.Options]);

    /// <inheritdoc/>
    public override IReadOnlyList<Endpoint> Endpoints =>
    [
        .. sources.Where(source => source != this)
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(McpEndpoints.Contains)
            .DistinctBy(endpoint => endpoint.RoutePattern.RawText)
            .Select(endpoint => new RouteEndpoint(AnswerAsync, endpoint.RoutePattern, endpoint.Order,
                new EndpointMetadataCollection(Methods), $"Preflight of {endpoint.RoutePattern.RawText}")),
    ];

    /// <inheritdoc/>
    public override IChangeToken GetChangeToken() => new CompositeChangeToken([.. sources.Where(source => source != this).Select(source => source.GetChangeToken())]);

    private Task AnswerAsync(HttpContext http)
    {
        if (door.Stop(http) is { } answered)
            return answered;
        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        http.Response.Headers.Allow = "POST, GET, DELETE";
        return Task.CompletedTask;
    }
}
