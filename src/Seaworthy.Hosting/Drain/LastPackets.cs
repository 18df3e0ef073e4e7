namespace Seaworthy.Hosting.Drain;

/// <summary>
/// What was sent and is not confirmed yet. When the first process of a container ends, its network goes with it, and so does what is on its way: the
/// client waits for an answer that was written. On a busy machine a packet to the neighbour can take longer than the process takes to leave.
/// </summary>
internal sealed class LastPackets(TimeProvider time, TcpConnections connections)
{
    /// <summary>Who has not confirmed by then is gone. Well inside the platform's margin of 5 s.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// What Docker's proxy before a published port has confirmed it has not passed on yet, and it ends with the container. Nobody sees when it has.
    /// </summary>
    public static readonly TimeSpan Forwarding = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    /// <summary>Completes when everything that was sent from these ports is confirmed and had a moment to be passed on, or after a short while.</summary>
    public async Task ConfirmedAsync(IReadOnlyCollection<int> ports)
    {
        var began = time.GetTimestamp();
        while (connections.AreUnderWay(ports) && time.GetElapsedTime(began) < Patience)
            await Task.Delay(Glance, time).ConfigureAwait(false);
        if (connections.AreThere(ports))
            await Task.Delay(Forwarding, time).ConfigureAwait(false);
    }
}
