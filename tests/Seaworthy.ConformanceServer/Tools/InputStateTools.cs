using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using static ModelContextProtocol.Protocol.ElicitRequestParams;

namespace Seaworthy.ConformanceServer.Tools;

/// <summary>Multi round-trip requests that carry a state from one round to the next.</summary>
[McpServerToolType]
internal sealed class InputStateTools
{
    private const string Issued = "confirm-v1";

    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    [McpServerTool(Name = "test_input_required_result_request_state"), Description("Takes only the state that it gave.")]
    public static string State(RequestContext<CallToolRequestParams> context) => context.Params!.RequestState switch
    {
        null => throw new InputRequiredException(new Dictionary<string, InputRequest> { ["confirm"] = Input.Confirmation }, Issued),
        Issued => "state-ok: the state came back as it was",
        _ => "state-mismatch: the state came back changed",
    };

    [McpServerTool(Name = "test_input_required_result_multiple_inputs"), Description("Asks three questions at once.")]
    public static string Several(RequestContext<CallToolRequestParams> context) => context.Params!.InputResponses is { Count: >= 3 }
        ? "multiple-inputs-ok: three answers came"
        : throw new InputRequiredException(new Dictionary<string, InputRequest>
        {
            ["user_name"] = Input.Name(),
            ["greeting"] = Input.Sample("Generate a greeting"),
            ["client_roots"] = Input.Roots,
        }, "several-v1");

    [McpServerTool(Name = "test_input_required_result_multi_round"), Description("Asks twice, one after the other.")]
    public static string Rounds(RequestContext<CallToolRequestParams> context) => context.Params!.RequestState switch
    {
        null => throw new InputRequiredException(new Dictionary<string, InputRequest> { ["step1"] = Input.Name("Step 1: What is your name?") }, "round-1"),
        "round-1" => throw new InputRequiredException(new Dictionary<string, InputRequest>
        {
            ["step2"] = Input.Elicit("Step 2: What is your favorite color?", "color", new StringSchema()),
        }, "round-2"),
        _ => "multi-round-ok",
    };

    [McpServerTool(Name = "test_input_required_result_tampered_state"), Description("Refuses a state that it did not sign.")]
    public static string Signed(RequestContext<CallToolRequestParams> context)
    {
        if (context.Params!.RequestState is not { } state)
        {
            var nonce = Guid.NewGuid().ToString("N");
            throw new InputRequiredException(new Dictionary<string, InputRequest> { ["confirm"] = Input.Confirmation }, $"{nonce}.{Sign(nonce)}");
        }
        return state.Split('.') is [var value, var signature] && signature == Sign(value)
            ? "tampered-state-ok: the signature is right"
            : throw new McpProtocolException("requestState was changed: its signature is wrong", McpErrorCode.InvalidParams);
    }

    private static string Sign(string text) => Convert.ToHexString(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(text)));
}
