using System.Text;
using Microsoft.AspNetCore.Http;

namespace Seaworthy.Hosting.Door;

/// <summary>
/// What a browser must be told before it shows a page of another origin our answers (WHATWG Fetch, "CORS protocol"). Cookies
/// are never allowed: MCP authorizes by the Authorization header, which needs no such permission.
/// </summary>
internal sealed class CrossOrigin(HostRules rules)
{
    /// <summary>Two hours, the most that Chromium keeps a preflight.</summary>
    private const string MaxAge = "7200";

    private const string Methods = "GET, POST, DELETE";

    private const string RequestHeaders =
        "Content-Type, Accept, Authorization, Mcp-Session-Id, MCP-Protocol-Version, Last-Event-ID, Mcp-Method, Mcp-Name";

    private const string ExposedHeaders = "Mcp-Session-Id, WWW-Authenticate, Retry-After";

    /// <summary>2026-07-28 mirrors parameters in headers whose names the server's tools choose.</summary>
    private const string ParameterHeader = "Mcp-Param-";

    /// <summary>Whether a browser asks if it may ask.</summary>
    public static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.Origin.Count > 0 && request.Headers.AccessControlRequestMethod.Count > 0;

    /// <summary>
    /// Marks the answer, whatever it will be, as readable for the page that asked. Done last, so that a server behind us that
    /// writes such headers itself does not double them, which browsers take for a refusal.
    /// </summary>
    public void Mark(HttpContext http)
    {
        if (!rules.HasAllowedOrigins)
            return;
        http.Response.OnStarting(static state =>
        {
            var (http, rules) = ((HttpContext, HostRules))state;
            Mark(http.Response.Headers, http.Request.Headers.Origin.ToString(), rules);
            return Task.CompletedTask;
        }, (http, rules));
    }

    /// <summary>Answers a preflight of an origin that is allowed.</summary>
    public static Task AnswerPreflight(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.AccessControlAllowMethods = Methods;
        headers.AccessControlAllowHeaders = AllowedHeaders(http.Request.Headers.AccessControlRequestHeaders.ToString());
        headers.AccessControlMaxAge = MaxAge;
        headers.Append("Vary", "Access-Control-Request-Headers");
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static void Mark(IHeaderDictionary headers, string origin, HostRules rules)
    {
        headers.Remove("Access-Control-Allow-Credentials");
        if (rules.AcceptAnyOrigin)
        {
            headers.AccessControlAllowOrigin = "*";
        }
        else
        {
            // Also on answers to others: a cache must not give them to a page, or a page's to another.
            headers.Append("Vary", "Origin");
            if (origin.Length == 0 || !rules.AllowsOrigin(origin))
            {
                headers.Remove("Access-Control-Allow-Origin");
                return;
            }
            headers.AccessControlAllowOrigin = origin;
        }
        headers.Append("Access-Control-Expose-Headers", ExposedHeaders);
    }

    private static string AllowedHeaders(string asked)
    {
        if (!asked.Contains(ParameterHeader, StringComparison.OrdinalIgnoreCase))
            return RequestHeaders;
        var allowed = new StringBuilder(RequestHeaders);
        foreach (var name in asked.Split(',', StringSplitOptions.TrimEntries))
        {
            if (name.StartsWith(ParameterHeader, StringComparison.OrdinalIgnoreCase) && name.All(IsPlain))
                allowed.Append(", ").Append(name);
        }
        return allowed.ToString();
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}
