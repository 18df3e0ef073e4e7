namespace Seaworthy.ContainerTests.Harness;

/// <summary>A network on which containers of a test find each other by name.</summary>
internal sealed class Network : IAsyncDisposable
{
    private string _subnet = "";

    private Network(string name) => Name = name;

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Makes one.</summary>
    public static async Task<Network> CreateAsync()
    {
        var network = new Network(TestRun.NewName("network"));
        await Docker.RunAsync("network", "create", "--label", TestRun.Label, network.Name);
        return network;
    }

    /// <summary>
    /// Makes one on which containers may choose their address. Docker wants to be told its subnet for that, and knows best
    /// which one is free.
    /// </summary>
    public static async Task<Network> CreateWithAddressesAsync()
    {
        string subnet;
        await using (var free = await CreateAsync())
            subnet = await Docker.RunAsync("network", "inspect", "--format", "{{(index .IPAM.Config 0).Subnet}}", free.Name);
        var network = new Network(TestRun.NewName("network")) { _subnet = subnet };
        await Docker.RunAsync("network", "create", "--label", TestRun.Label, "--subnet", subnet, network.Name);
        return network;
    }

    /// <summary>An address by its last number.</summary>
    public string Address(int last) => $"{_subnet[.._subnet.LastIndexOf('.')]}.{last}";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Docker.TryAsync("network", "rm", Name);
}
