using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Seaworthy.Run.Door.Tls;

/// <summary>HTTPS, when there is a certificate.</summary>
internal static class TlsListener
{
    /// <summary>Registers the certificate and what keeps it new.</summary>
    public static IServiceCollection AddCertificate(this IServiceCollection services, RunOptions options)
    {
        if (CertificateFiles.Of(options) is not { } files)
            return services;
        services.AddSingleton(provider => new CertificateWatch(
            files, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<CertificateWatch>>()));
        return services.AddHostedService(provider => provider.GetRequiredService<CertificateWatch>());
    }

    /// <summary>
    /// HTTP/1.1 without TLS; with it also HTTP/2, which the client asks for by ALPN. Without TLS one port can speak only one of
    /// them, because Kestrel does not tell them apart by their first bytes.
    /// </summary>
    public static void Configure(ListenOptions listen, RunOptions options)
    {
        listen.Protocols = HttpProtocols.Http1;
        if (options.Listen.Scheme != Uri.UriSchemeHttps)
            return;
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        var certificate = listen.ApplicationServices.GetRequiredService<CertificateWatch>();
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            // For each handshake, so that a new certificate counts from the next connection on.
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificate.Current,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
            }),
        });
    }
}
