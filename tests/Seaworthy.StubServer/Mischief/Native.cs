using System.Runtime.InteropServices;

namespace Seaworthy.StubServer.Mischief;

/// <summary>What a misbehaving program does to itself.</summary>
internal static partial class Native
{
    public const int Sigkill = 9;
    public const int AppendOnly = 0x1 | 0x40 | 0x400 | 0x80000; // O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "signal")]
    public static partial nint SetDisposition(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "setsid")]
    public static partial int SetSid();

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags, int mode);
}
