using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Seaworthy.Processes;

namespace ProductServer.Tests.Postgres;

/// <summary>A throw-away PostgreSQL: a data folder of its own, a free port on loopback, stopped and started as a test likes.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    /// <summary>Has every character that a URL would misread.</summary>
    public const string Password = "s3cr/t:w@rd?#%é";

    private readonly string _data = Path.Combine("/tmp", $"product-server-pg-{Guid.NewGuid():N}");
    private ChildProcess? _server;

    private PostgresCluster()
    {
    }

    /// <summary>The port; stays the same over stop and start.</summary>
    public int Port { get; private set; }

    /// <summary>Creates a cluster and starts it.</summary>
    public static async Task<PostgresCluster> StartNewAsync()
    {
        var cluster = new PostgresCluster();
        await cluster.InitialiseAsync();
        cluster.Port = FreePort();
        await cluster.StartAsync();
        return cluster;
    }

    /// <summary>Starts the server; returns when it accepts connections.</summary>
    public async Task StartAsync()
    {
        _server = await ChildProcess.StartAsync(Command("postgres",
            "-D", _data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-c", "fsync=off", "-c", "max_connections=200", "-c", "lc_messages=C"));
        _ = await new OutputLines(_server.StandardOutput, _server.StandardError).WithAsync("ready to accept connections");
    }

    /// <summary>Stops the server as an operator does: clients are disconnected.</summary>
    public async Task StopAsync()
    {
        _server!.Signal(ChildSignal.Interrupt);
        _ = await _server.Exited.WaitAsync(Programs.HangGuard, TestContext.Current.CancellationToken);
        await _server.DisposeAsync();
    }

    /// <summary>Creates an empty database; its URL as an operator would write it.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"products_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(
            $"Host=127.0.0.1;Port={Port};Username=tester;Password={Password};Database=postgres;Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        _ = await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return UrlOf(name);
    }

    /// <summary>The URL of a database, which need not exist, perhaps through another port.</summary>
    public string UrlOf(string database, int? port = null) =>
        $"postgresql://tester:{Uri.EscapeDataString(Password)}@127.0.0.1:{port ?? Port}/{database}?sslmode=disable";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (Directory.Exists(_data))
            Directory.Delete(_data, recursive: true);
    }

    private static ChildCommand Command(string program, params string[] arguments) => new()
    {
        FileName = Path.Combine(PostgresPrograms.Folder, program),
        Arguments = arguments,
        User = PostgresPrograms.User,
        WorkingDirectory = "/",
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task InitialiseAsync()
    {
        var password = _data + ".password";
        await File.WriteAllTextAsync(password, Password, TestContext.Current.CancellationToken);
        await using var initdb = await ChildProcess.StartAsync(Command("initdb",
            "-D", _data, "-U", "tester", "--auth=scram-sha-256", $"--pwfile={password}", "--encoding=UTF8", "--locale=C", "--no-sync"));
        var output = new OutputLines(initdb.StandardOutput, initdb.StandardError);
        var exit = await initdb.Exited.WaitAsync(Programs.HangGuard, TestContext.Current.CancellationToken);
        Assert.True(exit.Code == 0, await output.AllAsync());
        File.Delete(password);
    }
}
