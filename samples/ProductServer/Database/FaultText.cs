namespace ProductServer.Database;

/// <summary>What a database exception says, in one line and without its stack.</summary>
internal static class FaultText
{
    /// <summary>The message and that of the innermost cause, which has the reason of the operating system.</summary>
    public static string Of(Exception fault)
    {
        var cause = fault.GetBaseException();
        var text = ReferenceEquals(cause, fault) || fault.Message.Contains(cause.Message, StringComparison.Ordinal)
            ? fault.Message
            : $"{fault.Message.TrimEnd('.')}: {cause.Message}";
        return text.ReplaceLineEndings(" ");
    }
}
