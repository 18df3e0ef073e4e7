using System.Text.Json;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Supervision;

/// <summary>What <c>/health</c> says.</summary>
internal sealed record WorkerHealth(int HttpStatus, JsonElement Body)
{
    /// <summary>Why it is not ready; the empty text while it is.</summary>
    public string Reason => Body.TryGetProperty("reason", out var reason) ? reason.GetString()! : "";

    /// <summary>The worker of the first seat.</summary>
    public JsonElement Worker => Body.GetProperty("workers")[0];

    /// <summary>Asks.</summary>
    public static async Task<WorkerHealth> AskAsync(SeaworthyProcess server)
    {
        var answer = await new RawHttp(server.Url).GetAsync("/health");
        using var document = JsonDocument.Parse(answer.Body);
        return new WorkerHealth(answer.Status, document.RootElement.Clone());
    }
}
