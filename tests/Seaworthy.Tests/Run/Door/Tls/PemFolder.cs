using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Seaworthy.Run.Door.Tls;

namespace Seaworthy.Tests.Run.Door.Tls;

/// <summary>A folder with a certificate and its key, which tests replace.</summary>
internal sealed class PemFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("seaworthy-pem-").FullName;

    public string Certificate => Path.Combine(_path, "tls.crt");

    public string Key => Path.Combine(_path, "tls.key");

    public CertificateFiles Files => new(Certificate, Key);

    public static (string Certificate, string Key) Create(string name, DateTimeOffset notAfter)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(notAfter.AddYears(-1), notAfter);
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    public void Write((string Certificate, string Key) pem)
    {
        File.WriteAllText(Certificate, pem.Certificate);
        File.WriteAllText(Key, pem.Key);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
