using Seaworthy.Hosting.Contract;

namespace Seaworthy.Hosting.Tests.Contract;

public class CallErrorTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static TheoryData<string, int, string, string, int> Published => new()
    {
        { nameof(CallError.Draining), -31010, "draining", "not_started", 503 },
        { nameof(CallError.Overloaded), -31011, "overloaded", "not_started", 503 },
        { nameof(CallError.WorkerLost), -31012, "worker_lost", "unknown", 200 },
        { nameof(CallError.WorkerUnavailable), -31012, "worker_lost", "not_started", 503 },
        { nameof(CallError.Shutdown), -31013, "shutdown", "unknown", 200 },
        { nameof(CallError.Timeout), -31014, "timeout", "unknown", 200 },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Errors_are_the_published_ones(string name, int code, string reason, string outcome, int status)
    {
        var error = name switch
        {
            nameof(CallError.Draining) => CallError.Draining(Second),
            nameof(CallError.Overloaded) => CallError.Overloaded("queue", Second),
            nameof(CallError.WorkerLost) => CallError.WorkerLost("exit 1"),
            nameof(CallError.WorkerUnavailable) => CallError.WorkerUnavailable("restarting", Second),
            nameof(CallError.Shutdown) => CallError.Shutdown(Second),
            _ => CallError.Timeout(Second),
        };

        Assert.Equal((code, reason, outcome, status), (error.Code, error.Reason, error.OutcomeText, error.HttpStatus));
        Assert.Equal(status == 503, error.RetryAfter is not null);
    }
}
