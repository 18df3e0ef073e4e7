using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;

namespace Seaworthy.ConformanceServer;

/// <summary>2026-07-28: how long lists and resources may be cached, and by whom. Here they are the same for everybody.</summary>
internal static class CachingHints
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static IMcpServerBuilder WithCachingHints(this IMcpServerBuilder server) => server.WithRequestFilters(filters => filters
        .AddListToolsFilter(next => async (request, cancellation) => Mark(await next(request, cancellation)))
        .AddListPromptsFilter(next => async (request, cancellation) => Mark(await next(request, cancellation)))
        .AddListResourcesFilter(next => async (request, cancellation) => Mark(await next(request, cancellation)))
        .AddListResourceTemplatesFilter(next => async (request, cancellation) => Mark(await next(request, cancellation)))
        .AddReadResourceFilter(next => async (request, cancellation) => Mark(await next(request, cancellation))));

    private static T Mark<T>(T result)
        where T : ICacheableResult
    {
        result.TimeToLive = Lifetime;
        result.CacheScope = CacheScope.Public;
        return result;
    }
}
