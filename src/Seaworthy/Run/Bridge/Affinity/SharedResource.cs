using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge.Affinity;

/// <summary>A resource that sessions have subscribed to, or are about to. Who wants to change its worker takes turns.</summary>
internal sealed class SharedResource(string uri) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(1);

    public string Uri { get; } = uri;

    /// <summary>The worker that was asked to tell of it, which stays for that; null when none was. Only who has the turn changes it.</summary>
    public Worker? Worker { get; set; }

    /// <summary>Those who have the turn or wait for it. Only <see cref="SharedSubscriptions"/> changes it, under its lock.</summary>
    public int Visitors { get; set; }

    /// <summary>Somebody waits to see to it that the right worker tells of it. Only <see cref="SharedSubscriptions"/> changes it, under its lock.</summary>
    public bool IsTended { get; set; }

    /// <summary>Waits for the turn.</summary>
    public Task EnterAsync() => _turns.WaitAsync();

    public void Leave() => _turns.Release();

    public void Dispose() => _turns.Dispose();
}
