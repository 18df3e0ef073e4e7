using Seaworthy.Commands.Options;
using Seaworthy.Commands.Parsing;
using Seaworthy.Hosting.Health;
using Seaworthy.Hosting.Settings;

namespace Seaworthy.Commands.Health;

/// <summary>Where the server of this container is asked about its health.</summary>
internal static class HealthTarget
{
    /// <summary>Follows the server's variables, <c>SEAWORTHY_LISTEN</c> and <c>PORT</c>; bad values add to <paramref name="errors"/>.</summary>
    public static Uri Default(VerbCall call, List<string> errors)
    {
        var (port, portError) = DefaultListen.ReadPort(call.Facts);
        if (OptionReader.Find(HealthCatalogue.Listen, call) is not var (source, value))
        {
            if (portError is not null)
                errors.Add(portError);
            return HealthUrl.Complete(DefaultListen.At(call.Facts, port));
        }
        if (AddressKinds.Listen.TryRead(value, out var listen))
            return HealthUrl.Complete(listen);
        errors.Add(UsageText.NotAccepted(source, value, AddressKinds.Listen.Accepted));
        return HealthUrl.Complete(DefaultListen.At(call.Facts, port));
    }
}
