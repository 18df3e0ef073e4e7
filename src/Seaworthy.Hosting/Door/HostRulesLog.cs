using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Hosting.Door;

/// <summary>Says at the start what the rules let in that an operator may not want.</summary>
internal static partial class HostRulesLog
{
    /// <summary>Warns once of each.</summary>
    public static void WarnOf(this ILogger log, HostRules rules)
    {
        if (rules.AcceptAnyHost)
            LogAnyHost(log);
        if (rules.AcceptAnyOrigin)
            LogAnyOrigin(log);
    }

    [LoggerMessage(EventIds.AnyHostAccepted, LogLevel.Warning,
        "requests with any Host are accepted; set --allowed-hosts or SEAWORTHY_ALLOWED_HOSTS to the names under which clients reach this server",
        EventName = nameof(EventIds.AnyHostAccepted))]
    private static partial void LogAnyHost(ILogger log);

    [LoggerMessage(EventIds.AnyOriginAccepted, LogLevel.Warning,
        "web pages of any origin may call this server from their visitors' browsers; set --allowed-origins or SEAWORTHY_ALLOWED_ORIGINS to those that should",
        EventName = nameof(EventIds.AnyOriginAccepted))]
    private static partial void LogAnyOrigin(ILogger log);
}
