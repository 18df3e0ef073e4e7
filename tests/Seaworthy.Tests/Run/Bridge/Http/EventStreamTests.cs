using System.Text;
using Microsoft.AspNetCore.Http;
using Seaworthy.Run.Bridge.Http;

namespace Seaworthy.Tests.Run.Bridge.Http;

public class EventStreamTests
{
    [Fact]
    public async Task Writes_events_comments_and_retry()
    {
        var http = new DefaultHttpContext();
        using var body = new MemoryStream();
        http.Response.Body = body;
        var stream = EventStream.Start(http.Response);

        stream.WriteRetry(TimeSpan.FromSeconds(1.5));
        await stream.WriteMessageAsync("{}"u8.ToArray());
        stream.WriteKeepAlive();
        Assert.True(await stream.FlushAsync());

        Assert.Equal("retry: 1500\n\nevent: message\ndata: {}\n\n: keep-alive\n\n", Encoding.UTF8.GetString(body.ToArray()));
        Assert.Equal("text/event-stream", http.Response.ContentType);
    }
}
