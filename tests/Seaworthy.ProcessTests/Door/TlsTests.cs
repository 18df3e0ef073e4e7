using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Door;

/// <summary>HTTPS and HTTP/2, seen by curl.</summary>
public sealed class TlsTests : IDisposable
{
    private static readonly string[] Transfer = ["--output", "/dev/null", "--write-out", "%{num_connects} HTTP/%{http_version} %{http_code}\n"];

    private readonly PemPair _pem = new();

    public void Dispose() => _pem.Dispose();

    [Fact]
    public async Task A_client_gets_the_protocol_it_asks_for_and_nothing_older_than_TLS_1_2()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(_pem.Serve());
        var health = new Uri(server.Url, "/health").ToString();

        Assert.Equal("1 HTTP/2 200", await Curl.RunAsync(["--http2", .. Transfer, health]));
        Assert.Equal("1 HTTP/1.1 200", await Curl.RunAsync(["--http1.1", .. Transfer, health]));
        Assert.Equal("1 HTTP/2 200", await Curl.RunAsync(["--tls-max", "1.2", .. Transfer, health]));
        await using var old = Curl.Start(["--tls-max", "1.1", .. Transfer, health]);
        await Assert.ThrowsAnyAsync<Exception>(old.EndAsync);
    }

    [Fact]
    public async Task A_new_certificate_is_served_without_a_restart_and_a_bad_one_is_not()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(_pem.Serve());
        Assert.Contains("CN=first.example", (await server.WaitForEventAsync(EventIds.CertificateLoaded)).Message);
        Assert.Contains("CN=first.example", await PeerAsync(server));

        _pem.Renew("second.example", days: 5);
        Assert.Contains("CN=second.example", (await server.WaitForEventAsync(EventIds.CertificateLoaded, 2)).Message);
        await server.WaitForEventAsync(EventIds.CertificateExpires);
        Assert.Contains("CN=second.example", await PeerAsync(server));

        _pem.Break();
        Assert.Contains("has no PEM certificate", (await server.WaitForEventAsync(EventIds.CertificateRejected)).Message);
        Assert.Contains("CN=second.example", await PeerAsync(server));
    }

    [Fact]
    public async Task Seaworthy_health_asks_over_https()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(_pem.Serve());
        var lines = new List<string>();
        await using var health = TestProcess.Start(Binaries.Seaworthy, ["health"], lines.Add,
            new Dictionary<string, string?> { ["SEAWORTHY_LISTEN"] = server.Url.GetLeftPart(UriPartial.Authority) });

        Assert.Equal(0, (await health.ExitAsync()).Code);
        Assert.StartsWith("ready", Assert.Single(lines));
    }

    [Fact]
    public async Task A_drain_over_HTTP_2_answers_the_call_in_flight_and_ends_the_open_stream()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(_pem.Serve());
        var client = await RawMcp.ConnectAsync(server.Url, Revision.July2026);
        var progress = client.Request("tools/call", new JsonObject
        {
            ["name"] = "progress",
            ["arguments"] = new JsonObject { ["steps"] = 4, ["ms"] = 500 },
            ["_meta"] = new JsonObject { ["progressToken"] = "p" },
        });
        var listen = client.Request("subscriptions/listen", new JsonObject { ["notifications"] = new JsonObject { ["toolsListChanged"] = true } });
        await using var stream = Curl.Start(server.Url, listen.Request, "--http2");
        await stream.WaitForAsync("notifications/subscriptions/acknowledged");
        await using var call = Curl.Start(server.Url, progress.Request, "--http2");
        await call.WaitForAsync("notifications/progress");

        server.Send(Signal.Terminate);

        await stream.EndAsync();
        await call.EndAsync();
        Assert.StartsWith("HTTP/2 200", call.Output);
        Assert.Contains("4 steps", call.Output);
        Assert.Contains("\"result\"", stream.Output);
        Assert.DoesNotContain("\nconnection:", call.Output + stream.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, (await server.ExitAsync()).Code);
        Assert.Equal("0", (await server.WaitForEventAsync(EventIds.Stopped)).Field("cut"));
    }

    [Fact]
    public async Task While_it_announces_its_end_each_request_over_HTTP_2_is_the_last_of_its_connection()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(_pem.Serve("--shutdown-delay", "10s"));
        var live = new Uri(server.Url, "/health/live").ToString();
        string[] twice = ["--http2", .. Transfer, live, .. Transfer[..2], live];

        Assert.Equal("1 HTTP/2 200\n0 HTTP/2 200", await Curl.RunAsync(twice));
        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Announcing");

        Assert.Equal("1 HTTP/2 200\n1 HTTP/2 200", await Curl.RunAsync(twice));
        // Kestrel warns of a header that HTTP/2 forbids, which would also fill the log.
        Assert.DoesNotContain(server.Log.Events, entry => entry.Level == "warning" && entry.Message.Contains("invalid", StringComparison.Ordinal));
    }

    private static async Task<string> PeerAsync(SeaworthyProcess server)
    {
        await using var curl = Curl.Start(["--write-out", "%{certs}", "--output", "/dev/null", new Uri(server.Url, "/health").ToString()]);
        await curl.EndAsync();
        return curl.Output.Replace(" = ", "=", StringComparison.Ordinal);
    }
}
