using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Systemd;

/// <summary>The systemd unit, judged by systemd.</summary>
public class UnitTests
{
    private static readonly string Unit = Path.Combine(Repository.ProductServer, "systemd", "product-server.service");

    [Fact]
    public async Task Systemd_accepts_it()
    {
        var result = await VerifyAsync(await TextAsync());

        Assert.True(result.Code == 0, result.ToString());
        Assert.Empty(result.Output + result.Errors);
    }

    [Theory]
    [InlineData("TimeoutStopSec=35", "TimeoutStopSec=soon")]
    [InlineData("KillMode=mixed", "KillMode=gently")]
    [InlineData("NoNewPrivileges=yes", "NoNewPrivilege=yes")]
    public async Task Systemd_complains_about_a_mistake(string right, string wrong)
    {
        var text = await TextAsync();
        Assert.Contains(right, text, StringComparison.Ordinal);

        var result = await VerifyAsync(text.Replace(right, wrong, StringComparison.Ordinal));

        Assert.NotEmpty(result.Output + result.Errors);
    }

    [Fact]
    public async Task It_is_hardened()
    {
        Prerequisites.Require("systemd-analyze", "judges the unit");
        // Of 10, where 10 is a service without any protection.
        var result = await Command.TryAsync("systemd-analyze", ["security", "--offline=true", "--threshold=20", Unit]);

        Assert.True(result.Code == 0, result.ToString());
    }

    private static Task<string> TextAsync() => File.ReadAllTextAsync(Unit, TestContext.Current.CancellationToken);

    private static async Task<CommandResult> VerifyAsync(string text)
    {
        Prerequisites.Require("systemd-analyze", "judges the unit");
        using var folder = new TemporaryFolder();
        // systemd wants the program to exist; where it is installed is the only thing that is replaced.
        await Command.RunAsync("chmod", ["+x", folder.Write("ProductServer", "")]);
        Assert.Contains("ExecStart=/opt/product-server/ProductServer", text, StringComparison.Ordinal);
        var unit = folder.Write("product-server.service", text.Replace("/opt/product-server", folder.Path, StringComparison.Ordinal));
        return await Command.TryAsync("systemd-analyze", ["verify", "--man=no", unit]);
    }
}
