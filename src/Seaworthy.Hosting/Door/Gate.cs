using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Http;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Hosting.Door;

/// <summary>Who may come in: everything but health passes here, whatever it then goes to.</summary>
internal sealed partial class Gate(HostRules rules, ILogger<Gate> log)
{
    private readonly CrossOrigin _crossOrigin = new(rules);
    private int _refused;

    /// <summary>Answers a request that goes no further; null lets it in.</summary>
    public Task? Stop(HttpContext http)
    {
        _crossOrigin.Mark(http);
        if (rules.Refusal(http.Request) is { } refusal)
        {
            // Once: whoever sets this up needs the hint, and nobody may fill the log from outside.
            if (Interlocked.Exchange(ref _refused, 1) == 0)
                LogRefused(refusal.Message);
            return HttpAnswer.RefuseAsync(http, [], refusal);
        }
        return CrossOrigin.IsPreflight(http.Request) && rules.AllowsOrigin(http.Request.Headers.Origin.ToString())
            ? CrossOrigin.AnswerPreflight(http)
            : null;
    }

    [LoggerMessage(EventId = EventIds.RequestNotAllowed, EventName = nameof(EventIds.RequestNotAllowed), Level = LogLevel.Warning,
        Message = "refused a request: {Reason} Further refusals are not logged.")]
    private partial void LogRefused(string reason);
}
