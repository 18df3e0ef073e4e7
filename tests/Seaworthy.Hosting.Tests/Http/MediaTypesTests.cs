using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Http;

namespace Seaworthy.Hosting.Tests.Http;

public class MediaTypesTests
{
    [Theory]
    [InlineData(null, true, true)]
    [InlineData("*/*", true, true)]
    [InlineData("application/json, text/event-stream", true, true)]
    [InlineData("Application/JSON;q=0.9,TEXT/event-stream", true, true)]
    [InlineData("application/json", true, false)]
    [InlineData("application/*", true, false)]
    [InlineData("text/event-stream", false, true)]
    [InlineData("text/*", false, true)]
    [InlineData("text/html", false, false)]
    public void Reads_accept(string? accept, bool json, bool eventStream)
    {
        var request = new DefaultHttpContext().Request;
        if (accept is not null)
            request.Headers.Accept = accept;

        Assert.Equal(new MediaTypes(json, eventStream), MediaTypes.Of(request));
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("Application/JSON ;charset=utf-8", true)]
    [InlineData("application/json-patch+json", false)]
    [InlineData("application/jsonx", false)]
    [InlineData("text/plain; application/json", false)]
    [InlineData("", false)]
    [InlineData(";", false)]
    [InlineData(null, false)]
    public void Knows_a_message_by_its_type(string? contentType, bool isJson) => Assert.Equal(isJson, MediaTypes.IsJson(contentType));
}
