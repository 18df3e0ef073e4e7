using Seaworthy.Hosting.Contract;

namespace Seaworthy.Hosting.Mcp;

/// <summary>The SDK's work on one request: how it is cancelled, and how it is answered in the SDK's place.</summary>
internal interface ICallHandling
{
    /// <summary>Asks the handler to stop.</summary>
    void Cancel();

    /// <summary>Answers with an error.</summary>
    Task AnswerAsync(CallError error);

    /// <summary>Ends <c>subscriptions/listen</c> as 2026-07-28 wants it: with a result that names the subscription.</summary>
    Task EndListenAsync();
}
