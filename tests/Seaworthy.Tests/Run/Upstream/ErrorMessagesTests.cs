using System.Text;
using System.Text.Json;
using Seaworthy.Hosting.Contract;
using Seaworthy.Run.Upstream;

namespace Seaworthy.Tests.Run.Upstream;

public class ErrorMessagesTests
{
    private static readonly CallError Error = CallError.WorkerLost("exit 1");

    [Fact]
    public void A_batch_gets_one_error_for_each_request()
    {
        using var body = JsonDocument.Parse(ErrorMessages.Write(["1"u8.ToArray(), "\"a\""u8.ToArray()], Error));
        Assert.Equal(["1", "\"a\""], body.RootElement.EnumerateArray().Select(error => error.GetProperty("id").GetRawText()));
    }

    [Fact]
    public void One_request_gets_one_error()
    {
        using var body = JsonDocument.Parse(ErrorMessages.Write([Encoding.UTF8.GetBytes("7")], Error));
        Assert.Equal(7, body.RootElement.GetProperty("id").GetInt32());
        Assert.Equal(-31012, body.RootElement.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public void What_had_no_request_gets_one_without_an_id()
    {
        using var body = JsonDocument.Parse(ErrorMessages.Write([], Error));
        Assert.Equal(JsonValueKind.Null, body.RootElement.GetProperty("id").ValueKind);
    }
}
