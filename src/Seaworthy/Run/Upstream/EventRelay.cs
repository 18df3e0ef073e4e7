namespace Seaworthy.Run.Upstream;

/// <summary>Passes a server's event stream on, whole events at a time, each as soon as it is there.</summary>
internal sealed class EventRelay(Stream source, ClientAnswer answer, EventScanner scanner)
{
    public bool IsResumable => scanner.IsResumable;

    /// <summary>Passes on what comes next; false at the end of the stream.</summary>
    /// <exception cref="IOException">The stream broke off. What was passed on ends where an event ends.</exception>
    public async ValueTask<bool> MoveAsync(CancellationToken cancellation)
    {
        var read = await source.ReadAsync(scanner.Free, cancellation).ConfigureAwait(false);
        if (read == 0)
        {
            if (scanner.Rest.Length > 0)
                await answer.WriteAsync(scanner.Rest).ConfigureAwait(false);
            return false;
        }
        scanner.Add(read);
        if (scanner.Ready.Length > 0)
            await answer.WriteAsync(scanner.Ready).ConfigureAwait(false);
        scanner.Sent();
        answer.IsInsideEvent = scanner.IsInsideEvent;
        return true;
    }
}
