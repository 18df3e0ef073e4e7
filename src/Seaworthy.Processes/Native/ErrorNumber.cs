namespace Seaworthy.Processes.Native;

/// <summary>The values of <c>errno</c> that have a meaning of their own for somebody who starts a command.</summary>
internal static class ErrorNumber
{
    public const int NotPermitted = 1; // EPERM
    public const int NoSuchFile = 2; // ENOENT
    public const int TooManyArguments = 7; // E2BIG
    public const int BadExecutable = 8; // ENOEXEC
    public const int AccessDenied = 13; // EACCES
    public const int NotADirectory = 20; // ENOTDIR
}
