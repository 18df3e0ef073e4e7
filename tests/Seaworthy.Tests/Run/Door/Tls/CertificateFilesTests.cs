using Seaworthy.Run;
using Seaworthy.Run.Door.Tls;
using Seaworthy.Tests.Commands;

namespace Seaworthy.Tests.Run.Door.Tls;

public sealed class CertificateFilesTests : IDisposable
{
    private readonly PemFolder _folder = new();

    public CertificateFilesTests() => _folder.Write(PemFolder.Create("mcp.example.com", TimeProvider.System.GetUtcNow().AddDays(30)));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("http://127.0.0.1:3000", false, false, null)]
    [InlineData("https://127.0.0.1:3000", true, true, null)]
    [InlineData("https://127.0.0.1:3000", false, false, "--listen https://127.0.0.1:3000 needs a certificate. Set --certificate")]
    [InlineData("http://127.0.0.1:3000", true, true, "--certificate is given, but --listen is http://127.0.0.1:3000. Set --listen https://127.0.0.1:3000.")]
    [InlineData("https://127.0.0.1:3000", true, false, "--certificate and --certificate-key belong together.")]
    [InlineData("https://127.0.0.1:3000", false, true, "--certificate and --certificate-key belong together.")]
    public void Options_that_do_not_fit_are_mistakes(string listen, bool certificate, bool key, string? mistake)
    {
        var mistakes = CertificateFiles.Validate(new RunOptions
        {
            Command = ["x"],
            Listen = new Uri(listen),
            Certificate = certificate ? _folder.Certificate : null,
            CertificateKey = key ? _folder.Key : null,
        }).ToArray();

        if (mistake is null)
            Assert.Empty(mistakes);
        else
            Assert.StartsWith(mistake, Assert.Single(mistakes));
    }

    [Fact]
    public async Task They_end_the_start_with_2()
    {
        var plain = await CommandLineRun.RunAsync(Facts.Desk, "--listen", "https://127.0.0.1:3000");
        var swapped = await CommandLineRun.RunAsync(Facts.Desk, "--listen", "https://127.0.0.1:0", "--certificate", _folder.Key, "--certificate-key", _folder.Certificate);
        var right = await CommandLineRun.RunAsync(Facts.Desk, "--listen", "https://127.0.0.1:0", "--certificate", _folder.Certificate, "--certificate-key", _folder.Key);

        Assert.Equal((2, 2, 0), (plain.ExitCode, swapped.ExitCode, right.ExitCode));
        Assert.StartsWith("--listen https://127.0.0.1:3000 needs a certificate.", plain.Errors[0]);
        Assert.StartsWith($"--certificate {_folder.Key}, --certificate-key {_folder.Certificate}: the certificate file has no PEM certificate", swapped.Errors[0]);
    }

    [Fact]
    public void A_key_with_a_passphrase_is_named_as_such()
    {
        File.WriteAllText(_folder.Key, "-----BEGIN ENCRYPTED PRIVATE KEY-----");

        Assert.Contains("the key is encrypted", Assert.Throws<CertificateException>(() => _folder.Files.Load()).Message);
    }

    [Fact]
    public void The_names_it_is_for_are_known() => Assert.Equal("mcp.example.com", _folder.Files.Load().Subject);
}
