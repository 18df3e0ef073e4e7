using Seaworthy.Hosting.Settings;

namespace Seaworthy.Hosting.Tests.Settings;

public class AddressKindsTests
{
    [Theory]
    [InlineData("http://0.0.0.0:3000", "http://0.0.0.0:3000/")]
    [InlineData("http://*:3000", "http://[::]:3000/")]
    [InlineData("http://[::]:3000", "http://[::]:3000/")]
    [InlineData("http://localhost:0", "http://localhost:0/")]
    [InlineData("HTTP://127.0.0.1", "http://127.0.0.1/")]
    [InlineData("http://mcp.example.com:3000", null)]
    [InlineData("https://127.0.0.1:3000", "https://127.0.0.1:3000/")]
    [InlineData("https://*:3000", "https://[::]:3000/")]
    [InlineData("ftp://127.0.0.1:3000", null)]
    [InlineData("127.0.0.1:3000", null)]
    [InlineData("localhost:3000", null)]
    [InlineData("http://127.0.0.1:3000/mcp", null)]
    [InlineData("http://user@127.0.0.1:3000", null)]
    [InlineData("http://127.0.0.1:99999", null)]
    [InlineData("3000", null)]
    public void Listen(string text, string? read) =>
        Assert.Equal(read, AddressKinds.Listen.TryRead(text, out var value) ? value.AbsoluteUri : null);

    [Theory]
    [InlineData("/mcp", true)]
    [InlineData("/", true)]
    [InlineData("/a/b-c_d.e~f", true)]
    [InlineData("mcp", false)]
    [InlineData("/mcp/", false)]
    [InlineData("/a//b", false)]
    [InlineData("/a?b", false)]
    [InlineData("/a b", false)]
    [InlineData("/{id}", false)]
    [InlineData("/health", false)]
    [InlineData("/health/mcp", false)]
    [InlineData("/livez", false)]
    [InlineData("/readyz", false)]
    [InlineData("/healthy", true)]
    public void Path(string text, bool accepted) => Assert.Equal(accepted, AddressKinds.Path.TryRead(text, out _));

    [Theory]
    [InlineData("MCP.Example.com, localhost,", "mcp.example.com localhost")]
    [InlineData("[::1],127.0.0.1", "[::1] 127.0.0.1")]
    [InlineData("mcp.example.com:443,[::1]:3000", "mcp.example.com:443 [::1]:3000")]
    [InlineData("*.example.com,*.example.com:8443", "*.example.com *.example.com:8443")]
    [InlineData("https://mcp.example.com", null)]
    [InlineData("mcp.example.com:0", null)]
    [InlineData("mcp.example.com:99999", null)]
    [InlineData("mcp.example.com:", null)]
    [InlineData("::1", null)]
    [InlineData("*", null)]
    [InlineData("*.10.0.0.1", null)]
    [InlineData("a*.example.com", null)]
    [InlineData(",", null)]
    public void Hosts(string text, string? read) =>
        Assert.Equal(read, AddressKinds.Hosts.TryRead(text, out var value) ? string.Join(' ', value) : null);

    [Theory]
    [InlineData("https://App.example.com:443/, http://localhost:6274", "https://app.example.com http://localhost:6274")]
    [InlineData("vscode-webview://abc", "vscode-webview://abc")]
    [InlineData("app.example.com", null)]
    [InlineData("https://app.example.com/path", null)]
    [InlineData(" * ", "*")]
    [InlineData("*,https://app.example.com", null)]
    [InlineData("null", null)]
    public void Origins(string text, string? read) =>
        Assert.Equal(read, AddressKinds.Origins.TryRead(text, out var value) ? string.Join(' ', value) : null);

    [Theory]
    [InlineData("10.0.0.0/8, 192.168.1.5,fd00::/8,::1", "10.0.0.0/8 192.168.1.5/32 fd00::/8 ::1/128")]
    [InlineData("10", null)]
    [InlineData("10.0.0.1/8", "10.0.0.0/8")]
    [InlineData("10.0.0.0/33", null)]
    [InlineData("proxy.example", null)]
    [InlineData("*", null)]
    public void Networks(string text, string? read) =>
        Assert.Equal(read, AddressKinds.Networks.TryRead(text, out var value) ? string.Join(' ', value) : null);
}
