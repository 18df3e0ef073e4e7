namespace Seaworthy.Tests.Commands.Health;

public class HealthVerbTests
{
    private const string Ready = """{"status":"ready","uptime":125.25,"pid":1,"phase":"Ready","inFlight":3,"workers":[]}""";
    private const string Draining = """{"status":"draining","uptime":9,"pid":1,"phase":"Draining","inFlight":1,"reason":"SIGTERM"}""";

    [Theory]
    [InlineData("200 OK", Ready, 0, "ready, 3 in flight, up 2m5s")]
    [InlineData("200 OK", """{"status":"ok","phase":"Ready"}""", 0, "ok, Ready")]
    [InlineData("200 OK", "fine", 0, "healthy")]
    [InlineData("200 OK", """{"status":7,"uptime":"long","inFlight":null}""", 0, "healthy")]
    [InlineData("503 Service Unavailable", Draining, 1, "503 from {url}/health: draining, 1 in flight, up 9s, SIGTERM")]
    [InlineData("503 Service Unavailable", "", 1, "503 from {url}/health")]
    [InlineData("404 Not Found", "no\u001b[2J such page", 1, "404 from {url}/health: no\\u001b[2J such page")]
    public async Task The_answer_is_one_line(string status, string body, int exitCode, string line)
    {
        using var server = new OneAnswerServer($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n\r\n{body}");

        var run = await CommandLineRun.ActAsync(Facts.Desk, "health", "--url", server.Url);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(line.Replace("{url}", server.Url, StringComparison.Ordinal) + "\n", run.Output + run.Error);
        Assert.StartsWith("GET /health HTTP/1.0\r\nHost: 127.0.0.1:", await server.Request);
    }

    [Theory]
    [InlineData("", "the connection was closed without an answer")]
    [InlineData("SSH-2.0-x\r\n", "the answer is not HTTP")]
    [InlineData("HTTP/1.1\r\n", "the answer is not HTTP")]
    public async Task What_is_no_answer_is_said(string answer, string seen)
    {
        using var server = new OneAnswerServer(answer);

        var run = await CommandLineRun.ActAsync(Facts.Desk, "health", "--url", server.Url);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(seen, run.Error);
    }

    [Fact]
    public async Task Silence_ends_with_the_timeout()
    {
        using var server = new OneAnswerServer(null);

        var run = await CommandLineRun.ActAsync(Facts.Desk, "health", "--url", server.Url, "--timeout", "50ms");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"no answer from {server.Url}/health: no answer within 50ms.", run.Error);
    }

    [Fact]
    public async Task A_closed_port_is_named_as_such()
    {
        using var server = new OneAnswerServer("");
        var url = server.Url;
        server.Dispose();

        var run = await CommandLineRun.ActAsync(Facts.Desk, "health", "--url", url);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("connection refused: nothing listens there", run.Error);
    }
}
