namespace Seaworthy.Processes;

/// <summary>A command could not be started. The message names the command and the cause, for people.</summary>
public sealed class ChildStartException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public ChildStartException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public ChildStartException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with what caused it.</summary>
    public ChildStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
