using System.Text;
using Microsoft.AspNetCore.Http;
using Seaworthy.Run.Bridge.Modern;

namespace Seaworthy.Tests.Run.Bridge.Modern;

public class ParameterHeadersTests
{
    [Theory]
    [InlineData("\"us-west1\"", "us-west1")]
    [InlineData("\"H\\u00e9 \\uD83D\\uDEA2\"", "=?base64?SMOpIPCfmqI=?=")]
    [InlineData("\" padded \"", "=?base64?IHBhZGRlZCA=?=")]
    [InlineData("\"plain\"", "=?base64?cGxhaW4=?=")]
    [InlineData("42", "42")]
    [InlineData("42", "42.0")]
    [InlineData("42.0", "42")]
    [InlineData("4.2e1", "42")]
    [InlineData("-7", "-7")]
    [InlineData("9007199254740991", "9007199254740991")]
    [InlineData("true", "true")]
    [InlineData("\"42\"", "42")]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    public void Agrees(string value, string? header) => Assert.Null(Validate($"{{\"where\":{{\"row\":{value}}}}}", header));

    [Theory]
    [InlineData("\"us-west1\"", "us-east1")]
    [InlineData("\"us-west1\"", "US-WEST1")]
    [InlineData("\"us-west1\"", null)]
    [InlineData("42", "43")]
    [InlineData("42", "")]
    [InlineData("\"42\"", "42.0")]
    [InlineData("9007199254740991", "9007199254740992")]
    [InlineData("true", "True")]
    [InlineData("null", "null")]
    [InlineData("\"plain\"", "=?base64?cGxhaW4?=")]
    [InlineData("\"h\\u00e9\"", "h\u00e9")]
    [InlineData("\"a\\u0007\"", "a\u0007")]
    public void Disagrees(string value, string? header)
    {
        var refusal = Validate($"{{\"where\":{{\"row\":{value}}}}}", header);

        Assert.Equal((400, -32020), (refusal?.HttpStatus, refusal?.Code));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("""{"row":"a"}""")]
    [InlineData("""{"where":"a"}""")]
    [InlineData("""{"where":{"row":null}}""")]
    [InlineData("""{"where":[{"row":"a"}]}""")]
    public void What_is_not_at_the_exact_path_has_no_header(string arguments)
    {
        Assert.Null(Validate(arguments, null));
        Assert.NotNull(Validate(arguments, "a"));
    }

    [Theory]
    [InlineData("""{"where":{"row":"a","row":"b"}}""")]
    [InlineData("""{"where":{"row":"b"},"where":{"row":"a"}}""")]
    public void What_occurs_twice_is_equal_to_nothing(string arguments) => Assert.NotNull(Validate(arguments, "a"));

    [Fact]
    public void A_header_that_occurs_twice_is_equal_to_nothing()
    {
        var headers = new HeaderDictionary { ["mcp-param-row"] = new(["a", "a"]) };

        Assert.NotNull(ParameterHeaders.Validate(headers, """{"where":{"row":"a"}}"""u8, Parameters));
    }

    private static readonly HeaderParameter[] Parameters = [new("Mcp-Param-Row", ["where", "row"])];

    private static Seaworthy.Hosting.Http.ProtocolError? Validate(string arguments, string? header)
    {
        var headers = new HeaderDictionary();
        if (header is not null)
            headers["mcp-param-row"] = header;
        return ParameterHeaders.Validate(headers, Encoding.UTF8.GetBytes(arguments), Parameters);
    }
}
