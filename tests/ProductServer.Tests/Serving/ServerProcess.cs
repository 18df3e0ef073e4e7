using System.Globalization;
using System.Net;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Seaworthy.Processes;

namespace ProductServer.Tests.Serving;

/// <summary>The server as an operator starts it, on a port that it chose itself.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly ChildProcess _child;
    private readonly HttpClient _http = new();

    private ServerProcess(ChildProcess child, OutputLines log, int port)
    {
        _child = child;
        Log = log;
        _http.BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
    }

    /// <summary>What the server writes.</summary>
    public OutputLines Log { get; }

    /// <summary>The port, as a setting has it.</summary>
    public string Port => _http.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>Starts the server; returns when it listens, which is before its database is ready.</summary>
    public static async Task<ServerProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var child = await StartProgramAsync([], [("PORT", "0"), ("SEAWORTHY_HEALTH_CHECK_INTERVAL", "100ms"), .. settings]);
        var log = new OutputLines(child.StandardOutput, child.StandardError);
        var line = await log.WithAsync("Now listening on: http://");
        return new ServerProcess(child, log, int.Parse(line[(line.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>Starts the program with nothing but these settings.</summary>
    public static Task<ChildProcess> StartProgramAsync(IReadOnlyList<string> arguments, params (string Name, string Value)[] settings)
    {
        var environment = new Dictionary<string, string?>
        {
            ["DATABASE_URL"] = null,
            ["DATABASE_URL_FILE"] = null,
            ["DATA_DIR"] = null,
            ["ASPNETCORE_URLS"] = null,
            ["ASPNETCORE_HTTP_PORTS"] = null,
            ["PORT"] = null,
        };
        foreach (var (name, value) in settings)
            environment[name] = value;
        return ChildProcess.StartAsync(new ChildCommand { FileName = Programs.ProductServer, Arguments = arguments, Environment = environment });
    }

    /// <summary>Waits until the endpoint answers with the status: nobody tells us of the change.</summary>
    public async Task UntilAsync(string path, HttpStatusCode status)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await StatusAsync(path) != status)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Programs.HangGuard, $"{path} was never {status}. The log:\n{Log.Text}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The status of an endpoint now.</summary>
    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await _http.GetAsync(path, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>A client of the SDK over HTTP.</summary>
    public Task<McpClient> ConnectAsync() =>
        McpClient.CreateAsync(
            new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(_http.BaseAddress!, "/mcp") }, _http, ownsHttpClient: false),
            cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Ends the server politely; its exit code.</summary>
    public async Task<int> StopAsync()
    {
        _child.Signal(ChildSignal.Terminate);
        return (await _child.Exited.WaitAsync(Programs.HangGuard, TestContext.Current.CancellationToken)).Code;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _child.DisposeAsync();
    }
}
