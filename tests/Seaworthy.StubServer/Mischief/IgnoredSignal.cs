using System.Runtime.InteropServices;

namespace Seaworthy.StubServer.Mischief;

/// <summary>Signals that change nothing.</summary>
internal static class IgnoredSignal
{
    public static PosixSignalRegistration Sigterm() =>
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
}
