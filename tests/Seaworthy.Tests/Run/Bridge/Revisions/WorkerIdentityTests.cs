using System.Text;
using System.Text.Json.Nodes;
using Seaworthy.Run.Bridge.Revisions;

namespace Seaworthy.Tests.Run.Bridge.Revisions;

public class WorkerIdentityTests
{
    private const string Legacy =
        """{"protocolVersion":"2025-06-18","capabilities":{"tools":{"listChanged":true}},"serverInfo":{"name":"s","version":"1","title":"T"},"instructions":"Ask."}""";

    private const string Modern =
        """{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},"instructions":"Ask.","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"m","version":"2"}},"ttlMs":5,"cacheScope":"public"}""";

    [Fact]
    public void An_older_worker_is_initialized_with_what_it_said()
    {
        var result = Initialize(false, Legacy);

        Assert.True(JsonNode.DeepEquals(With(Legacy, "protocolVersion", "2025-11-25"), result));
    }

    [Fact]
    public void An_older_worker_is_discovered()
    {
        var result = Discover(false, Legacy);

        Assert.Equal("complete", (string?)result["resultType"]);
        Assert.Equal(["2026-07-28", "2025-11-25", "2025-06-18"], result["supportedVersions"]!.AsArray().Select(one => (string?)one));
        Assert.True((bool)result["capabilities"]!["tools"]!["listChanged"]!);
        Assert.Equal("T", (string?)result["_meta"]!["io.modelcontextprotocol/serverInfo"]!["title"]);
        Assert.Equal("Ask.", (string?)result["instructions"]);
        Assert.Equal((0, "private"), ((int)result["ttlMs"]!, (string?)result["cacheScope"]));
    }

    [Fact]
    public void A_modern_worker_is_initialized()
    {
        var result = Initialize(true, Modern);

        Assert.Equal("2025-11-25", (string?)result["protocolVersion"]);
        Assert.Equal("m", (string?)result["serverInfo"]!["name"]);
        Assert.Equal("Ask.", (string?)result["instructions"]);
        Assert.NotNull(result["capabilities"]!["tools"]);
        Assert.Equal(4, result.AsObject().Count);
    }

    [Fact]
    public void A_modern_worker_is_discovered_with_what_it_said() =>
        Assert.Equal(Modern.Replace("[\"2026-07-28\"]", "[\"2026-07-28\",\"2025-11-25\",\"2025-06-18\"]", StringComparison.Ordinal), Encoding.UTF8.GetString(new WorkerIdentity(true, Encoding.UTF8.GetBytes(Modern)).DiscoverResult()));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_worker_that_says_nothing_gets_what_clients_require(bool isModern)
    {
        var result = Initialize(isModern, "{}");

        Assert.Equal("unknown", (string?)result["serverInfo"]!["name"]);
        Assert.IsType<JsonObject>(result["capabilities"]);
        Assert.Null(result["instructions"]);
    }

    [Theory]
    [InlineData("""{"serverInfo":5,"protocolVersion":5}""")]
    [InlineData("""{"serverInfo":{"name":null}}""")]
    [InlineData("""{"_meta":5}""")]
    public void Survives_values_of_other_types(string result)
    {
        foreach (var isModern in (bool[])[true, false])
        {
            var identity = new WorkerIdentity(isModern, Encoding.UTF8.GetBytes(result));
            Assert.Null(identity.Name);
            Assert.NotEmpty(identity.InitializeResult("2025-11-25"));
            Assert.NotEmpty(identity.DiscoverResult());
        }
    }

    private static JsonNode With(string json, string member, string value)
    {
        var node = JsonNode.Parse(json)!;
        node[member] = value;
        return node;
    }

    private static JsonNode Initialize(bool isModern, string result) =>
        JsonNode.Parse(new WorkerIdentity(isModern, Encoding.UTF8.GetBytes(result)).InitializeResult("2025-11-25"))!;

    private static JsonNode Discover(bool isModern, string result) =>
        JsonNode.Parse(new WorkerIdentity(isModern, Encoding.UTF8.GetBytes(result)).DiscoverResult())!;
}
