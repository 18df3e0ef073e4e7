using System.Globalization;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Health;

/// <summary>Finds the port that a server really listens on, when its files say so without doubt.</summary>
internal static class Ports
{
    private static readonly string[] Options = ["--listen", "--port", "-p", "--urls", "--http-port", "--bind", "-b"];

    /// <summary>The port and where it is set; null when nobody can tell.</summary>
    public static (int Port, Place Place, string What)? ListenPort(Workload workload)
    {
        // Options of programs that are not known here, such as a database's proxy, may be about other ports.
        var isKnown = workload.HasSeaworthy || workload.Application.Runtime != Deployment.Sources.Runtime.Unknown;
        if (workload.Launch.StartsSeveral)
            return null;
        foreach (var option in Options.Where(_ => isKnown))
        {
            if (option is "-p" or "-b" && workload.Launch.Program?.Name is not ("uvicorn" or "gunicorn" or "hypercorn" or "flask"))
                continue;
            if (workload.Launch.Option(option) is { } value && Last(value.Text) is { } port)
                return (port, value.Place, option);
        }
        var isDotNet = workload.Application.Runtime == Deployment.Sources.Runtime.DotNet;
        foreach (var name in (string[])["SEAWORTHY_LISTEN", "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "PORT"])
        {
            var counts = name switch
            {
                "SEAWORTHY_LISTEN" => workload.HasSeaworthy,
                "PORT" => workload.Launch.Find(LayerKind.Seaworthy) is not null || Reads(workload, "PORT"),
                _ => isDotNet,
            };
            if (counts && workload.Variable(name) is { } value && !value.Text.Contains(';', StringComparison.Ordinal) && Last(value.Text) is { } port)
                return (port, value.Place, name);
        }
        return isDotNet && workload.Build is { IsPublished: true, Facts.Port: { } standard } image && IsUnchanged(workload) ? (standard, image.BasePlace, "the base image's default") : null;
    }

    /// <summary>Whether nothing that is read gives an ASP.NET server another address than its image does.</summary>
    private static bool IsUnchanged(Workload workload) => workload is { HasSeaworthy: false, Application.IsHttp: true }
        && !workload.Application.Has(Deployment.Sources.SourceSign.ChoosesAddress)
        && workload.Container?.Map["envFrom"] is null && workload.Service?["env_file"] is null && workload.Launch.Option("--urls", "--http_ports", "--HTTP_PORTS") is null
        && !workload.Environment.Keys.Any(name => name.StartsWith("Kestrel", StringComparison.OrdinalIgnoreCase) || name.EndsWith("URLS", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_PORTS", StringComparison.OrdinalIgnoreCase));

    /// <summary>The last number of a text: of an address or of a port alone.</summary>
    public static int? Last(string text)
    {
        var digits = text.TrimEnd('/');
        digits = digits[(digits.LastIndexOf(':') + 1)..];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 ? port : null;
    }

    private static bool Reads(Workload workload, string name) =>
        workload.Application.All(Deployment.Sources.SourceSign.ReadsVariable).Any(sign => sign.Text == name);
}
