using System.Security.Cryptography;
using System.Text;

namespace Seaworthy.Run.Door.Tls;

/// <summary>Where the certificate and its key are.</summary>
internal sealed record CertificateFiles(string Certificate, string Key)
{
    /// <summary>The files that were asked for; null when the server speaks no TLS.</summary>
    public static CertificateFiles? Of(RunOptions options) =>
        options is { Certificate: { } certificate, CertificateKey: { } key } ? new CertificateFiles(certificate, key) : null;

    /// <summary>What is wrong with the options that concern TLS; empty when nothing is.</summary>
    public static IEnumerable<string> Validate(RunOptions options)
    {
        var secure = options.Listen.Scheme == Uri.UriSchemeHttps;
        if (options.Certificate is null != options.CertificateKey is null)
            yield return "--certificate and --certificate-key belong together. Set both, each to a PEM file.";
        else if (secure && options.Certificate is null)
            yield return $"--listen {Plain(options.Listen)} needs a certificate. Set --certificate and --certificate-key, or listen at http://.";
        else if (!secure && options.Certificate is not null)
            yield return $"--certificate is given, but --listen is {Plain(options.Listen)}. Set --listen https://{options.Listen.Authority}.";
        else if (Of(options)?.Mistake() is { } mistake)
            yield return mistake;
    }

    /// <exception cref="CertificateException">They cannot be read or used; the message says why.</exception>
    public ServerCertificate Load() => Parse(Read());

    /// <summary>Their content as it is now.</summary>
    /// <exception cref="CertificateException">They cannot be read.</exception>
    public (string Certificate, string Key) Read()
    {
        try
        {
            return (File.ReadAllText(Certificate), File.ReadAllText(Key));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CertificateException(e.Message);
        }
    }

    /// <summary>What tells one content from another without keeping the key.</summary>
    public static string Fingerprint((string Certificate, string Key) content) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{content.Certificate}\0{content.Key}")));

    public static ServerCertificate Parse((string Certificate, string Key) content) => ServerCertificate.Parse(content.Certificate, content.Key);

    private string? Mistake()
    {
        try
        {
            _ = Load();
            return null;
        }
        catch (CertificateException e)
        {
            return $"--certificate {Certificate}, --certificate-key {Key}: {e.Message}.";
        }
    }

    private static string Plain(Uri listen) => listen.GetLeftPart(UriPartial.Authority);
}
