namespace Seaworthy.Run.Supervision;

/// <summary>What was found out about the protocol of this command, for the workers that are started after the first.</summary>
internal sealed class WorkerEra
{
    private volatile Finding _found;

    private enum Finding
    {
        Nothing,
        Older,
        Modern,
    }

    /// <summary>Null while nothing is known.</summary>
    public bool? IsModern
    {
        get => _found switch { Finding.Modern => true, Finding.Older => false, _ => null };
        set => _found = value switch { true => Finding.Modern, false => Finding.Older, null => Finding.Nothing };
    }
}
