using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Seaworthy.Hosting.Mcp;

/// <summary>Recognises the endpoints that the SDK's <c>MapMcp</c> maps.</summary>
internal static class McpEndpoints
{
    private const string Sdk = "ModelContextProtocol.AspNetCore";

    /// <summary>The group of 2024-11-05, in which one GET stream carries the answers of all calls of a session.</summary>
    private const string SharedStream = "MCP HTTP with SSE";

    /// <summary>Whether the SDK handles it.</summary>
    public static bool Contains(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<MethodInfo>()?.DeclaringType?.Assembly.GetName().Name == Sdk
        || endpoint.DisplayName?.StartsWith("MCP ", StringComparison.Ordinal) == true;

    /// <summary>Whether its streams carry answers of calls that were posted elsewhere.</summary>
    public static bool CarriesAnswers(Endpoint? endpoint) => endpoint?.DisplayName?.StartsWith(SharedStream, StringComparison.Ordinal) == true;
}
