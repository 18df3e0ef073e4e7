using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Drain;

namespace Seaworthy.Run.Upstream;

/// <summary>A call that was posted, and what it has of its own until it ends.</summary>
/// <param name="Http">The request and its response.</param>
/// <param name="Message">What was posted.</param>
/// <param name="Room">What may be held of the answer.</param>
internal sealed record UpstreamPost(HttpContext Http, PostedMessage Message, HeldRoom Room)
{
    public ClientAnswer Answer { get; } = new(Http);

    /// <summary>Null when it cannot begin a task.</summary>
    public TaskTalk? Talk { get; init; }

    public CallEnding Ending { get; } = new();
}
