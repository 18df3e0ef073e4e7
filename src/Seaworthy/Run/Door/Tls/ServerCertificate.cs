using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Seaworthy.Run.Door.Tls;

/// <summary>A certificate with its key and the certificates up to its root, ready for handshakes.</summary>
internal sealed class ServerCertificate
{
    private ServerCertificate(X509Certificate2 leaf, SslStreamCertificateContext context)
    {
        Context = context;
        NotAfter = new DateTimeOffset(leaf.NotAfter).ToUniversalTime();
        Subject = Name(leaf);
    }

    /// <summary>What a handshake needs.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>Whom it is for: its host names, or its subject when it has none.</summary>
    public string Subject { get; }

    /// <summary>The end of its validity.</summary>
    public DateTimeOffset NotAfter { get; }

    /// <summary>The end of its validity, for people.</summary>
    public string Expiry => NotAfter.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Reads PEM texts.</summary>
    /// <param name="certificate">The server's certificate first, then those between it and its root.</param>
    /// <param name="key">Its private key, not encrypted.</param>
    /// <exception cref="CertificateException">They cannot be used; the message says why.</exception>
    public static ServerCertificate Parse(string certificate, string key)
    {
        if (!certificate.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal))
            throw new CertificateException("the certificate file has no PEM certificate (-----BEGIN CERTIFICATE-----)");
        if (key.Contains("ENCRYPTED", StringComparison.Ordinal))
            throw new CertificateException("the key is encrypted; write it without a passphrase, for example with: openssl pkey -in KEY -out PLAIN");
        if (!key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            throw new CertificateException("the key file has no PEM private key (-----BEGIN PRIVATE KEY-----)");
        try
        {
            var leaf = X509Certificate2.CreateFromPem(certificate, key);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(certificate);
            chain.RemoveAt(0);
            // Offline: what is missing between the certificate and its root is the file's fault, not to be fetched from somewhere.
            return new ServerCertificate(leaf, SslStreamCertificateContext.Create(leaf, chain, offline: true));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or NotSupportedException)
        {
            throw new CertificateException($"the certificate and the key cannot be used together: {e.Message}");
        }
    }

    private static string Name(X509Certificate2 leaf)
    {
        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString())));
        var text = string.Join(", ", names.Take(5));
        return text.Length > 0 ? text : leaf.Subject;
    }
}
