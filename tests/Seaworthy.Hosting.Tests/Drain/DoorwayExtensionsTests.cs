using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Seaworthy.Hosting.Drain;

namespace Seaworthy.Hosting.Tests.Drain;

public class DoorwayExtensionsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_endpoint_defaults_of_the_application_stay(bool isSetBefore)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var isApplied = false;
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (isSetBefore)
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(_ => isApplied = true));
        builder.AddSeaworthy();
        if (!isSetBefore)
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(_ => isApplied = true));
        await using var app = builder.Build();
        await app.StartAsync(cancellation);
        Assert.True(isApplied);
        var doorway = app.Services.GetRequiredService<Doorway>();

        // It waits for a connection that has not said anything yet, if it has seen it.
        using var silent = new TcpClient();
        await silent.ConnectAsync("127.0.0.1", new Uri(app.Urls.Single()).Port, cancellation);
        while (!doorway.HasNewcomers)
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
