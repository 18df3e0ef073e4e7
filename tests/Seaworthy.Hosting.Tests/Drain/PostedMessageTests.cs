using System.Text;
using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Drain;

namespace Seaworthy.Hosting.Tests.Drain;

public class PostedMessageTests
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call"}""", "Call", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":"a","method":"initialize"}""", "Call", "\"a\"")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping"}""", "Continuation", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"server/discover"}""", "Continuation", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen"}""", "Listen", "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/progress"}""", "Continuation", "")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}}""", "Continuation", "")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"a"},{"jsonrpc":"2.0","id":2,"method":"b"}]""", "Call", "1,2")]
    [InlineData("""[{"jsonrpc":"2.0","method":"a"},{"jsonrpc":"2.0","id":2,"result":{}}]""", "Continuation", "")]
    [InlineData("""[{"jsonrpc":"2.0","method":"a"},17]""", "Call", "")]
    [InlineData("no JSON", "Call", "")]
    public void The_role_follows_from_the_envelope(string body, string role, string ids)
    {
        var message = Read(body);
        Assert.Equal(role, message.Role.ToString());
        Assert.Equal(ids, string.Join(',', message.Ids.Select(Encoding.UTF8.GetString)));
    }

    [Fact]
    public void A_packed_body_is_a_call_that_nobody_reads()
    {
        var headers = new HeaderDictionary { ["Content-Encoding"] = "gzip" };
        var message = PostedMessage.Read("""{"jsonrpc":"2.0","method":"notifications/progress"}"""u8.ToArray(), headers);
        Assert.Equal(PostedRole.Call, message.Role);
        Assert.Empty(message.Ids);
    }

    [Fact]
    public void A_cancellation_names_the_call_of_its_own_session()
    {
        var call = Read("""{"jsonrpc":"2.0","id":"a","method":"tools/call"}""", "s1");
        Assert.Equal(call.Key, Read("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"\u0061"}}""", "s1").Cancels);
        Assert.NotEqual(call.Key, Read("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"a"}}""", "s2").Cancels);
    }

    [Fact]
    public void Without_a_session_ids_of_different_clients_collide_and_nothing_is_cancelled()
    {
        Assert.Null(Read("""{"jsonrpc":"2.0","id":1,"method":"tools/call"}""").Key);
        Assert.Null(Read("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""").Cancels);
    }

    private static PostedMessage Read(string body, string? session = null)
    {
        var headers = new HeaderDictionary();
        if (session is not null)
            headers["Mcp-Session-Id"] = session;
        return PostedMessage.Read(Encoding.UTF8.GetBytes(body), headers);
    }
}
