using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Door;

/// <summary>Certificate and key in a folder of their own.</summary>
internal sealed class PemPair : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("seaworthy-pem-").FullName;

    public PemPair() => Renew("first.example", days: 90);

    private string Certificate => Path.Combine(_folder, "tls.crt");

    private string Key => Path.Combine(_folder, "tls.key");

    /// <summary>The stub server behind https.</summary>
    public RunCommand Serve(params string[] options) => RunCommand.Stub() with
    {
        Listen = "https://127.0.0.1:0",
        Options = ["--certificate", Certificate, "--certificate-key", Key, .. options],
    };

    /// <summary>Replaces both files.</summary>
    public void Renew(string name, int days)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(days));
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Makes the certificate unusable.</summary>
    public void Break() => File.WriteAllText(Certificate, "nothing of use");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
