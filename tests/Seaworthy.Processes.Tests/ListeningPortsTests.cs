namespace Seaworthy.Processes.Tests;

public sealed class ListeningPortsTests
{
    [Fact(Timeout = 30_000)]
    public async Task Names_the_port_that_a_silent_server_listens_on()
    {
        await using var child = await Stub.StartAsync("--listen-port", "0");
        using var error = new StreamReader(child.StandardError);
        var line = await error.ReadLineAsync(Stub.Cancelled);

        Assert.Equal(line, $"listening {Assert.Single(ListeningPorts.Of(child.Id))}");
    }

    [Fact(Timeout = 30_000)]
    public async Task Is_empty_for_a_server_on_stdio()
    {
        await using var child = await Stub.StartAsync();
        await child.ReadyAsync();

        Assert.Empty(ListeningPorts.Of(child.Id));
    }
}
