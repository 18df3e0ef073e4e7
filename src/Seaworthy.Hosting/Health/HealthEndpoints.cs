using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Hosting.Health;

/// <summary>The health endpoints; <see cref="HealthPaths"/> says what each answers.</summary>
internal static class HealthEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps every health path, for GET and HEAD.</summary>
    public static IEndpointRouteBuilder MapSeaworthyHealth(this IEndpointRouteBuilder endpoints)
    {
        Map(endpoints, HealthPaths.Health, report => report.IsReady);
        Map(endpoints, HealthPaths.Ready, report => report.IsReady);
        Map(endpoints, HealthPaths.ReadyAlias, report => report.IsReady);
        Map(endpoints, HealthPaths.Live, report => report.IsAlive);
        Map(endpoints, HealthPaths.LiveAlias, report => report.IsAlive);
        Map(endpoints, HealthPaths.Startup, report => report.HasStarted);
        return endpoints;
    }

    private static void Map(IEndpointRouteBuilder endpoints, string path, Func<HealthReport, bool> isGood)
    {
        var services = endpoints.ServiceProvider;
        RequestDelegate answer = context => AnswerAsync(context, new HealthReport(
            services.GetRequiredService<LifecycleLoop>(), services.GetRequiredService<InFlightCalls>(),
            // Only for people: what a probe decides on may not depend on a contributor that blocks or fails.
            path == HealthPaths.Health ? services.GetServices<IHealthSection>() : []), isGood);
        endpoints.MapMethods(path, Methods, answer);
    }

    private static async Task AnswerAsync(HttpContext context, HealthReport report, Func<HealthReport, bool> isGood)
    {
        var response = context.Response;
        var body = report.ToJson();
        response.StatusCode = isGood(report) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsGet(context.Request.Method))
            await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
