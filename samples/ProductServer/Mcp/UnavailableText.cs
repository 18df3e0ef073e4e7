using ProductServer.Database;

namespace ProductServer.Mcp;

/// <summary>What a caller is told when the database does not answer: above all whether the call may have taken effect.</summary>
internal static class UnavailableText
{
    /// <summary>The text; the cause is in the log.</summary>
    public static string Of(DatabaseUnavailableException unavailable) => unavailable.OutcomeUnknown
        ? "The database was lost while it confirmed this call: it is unknown whether the call took effect. Repeat it in a few seconds with exactly "
            + "the same arguments, including idempotencyKey or reservationId: it takes effect once, however often it is repeated."
        : "The database is not available at the moment. The call had no effect. Try again in a few seconds.";
}
