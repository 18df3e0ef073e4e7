using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Hostile;

/// <summary>Thousands of connections at once; bench/connections.sh opens ten thousand.</summary>
public class CrowdTests
{
    [Fact]
    public async Task Two_thousand_connections_leave_the_others_served_and_nothing_behind()
    {
        await using var siege = await Siege.BeginAsync();
        var crowd = new List<RawConnection>();
        for (var i = 0; i < 2000; i++)
        {
            crowd.Add(await RawConnection.OpenAsync(siege.Server.Url, TestContext.Current.CancellationToken));
            if (i % 2 == 0)
                Assert.Equal(200, (await RawHttp.ExchangeAsync(crowd[^1], new RawRequest("GET", "/livez"))).Status);
        }
        await siege.AssertServesAsync();

        for (var i = 0; i < crowd.Count; i++)
        {
            if (i % 3 == 0)
                crowd[i].Reset();
            else
                crowd[i].Dispose();
        }

        await siege.EndAsync();
    }
}
