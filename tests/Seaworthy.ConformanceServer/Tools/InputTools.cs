using System.ComponentModel;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Seaworthy.ConformanceServer.Tools;

/// <summary>Tools that answer with the question that they need an answer to (multi round-trip requests of 2026-07-28).</summary>
[McpServerToolType]
internal sealed class InputTools
{
    [McpServerTool(Name = "test_input_required_result_elicitation"), Description("Asks for a name.")]
    public static string Elicitation(RequestContext<CallToolRequestParams> context) =>
        Input.Find(context.Params!.InputResponses, "user_name") is { } answer
            ? $"Hello, {Input.Text(answer, "name")}!"
            : throw new InputRequiredException(new Dictionary<string, InputRequest> { ["user_name"] = Input.Name() });

    [McpServerTool(Name = "test_incomplete_result_elicitation"), Description("Asks again when the answer was to another question.")]
    public static string Incomplete(RequestContext<CallToolRequestParams> context) => Elicitation(context);

    [McpServerTool(Name = "test_input_required_result_sampling"), Description("Asks the model.")]
    public static string Sampling(RequestContext<CallToolRequestParams> context) =>
        Input.Find(context.Params!.InputResponses, "capital_question") is { } answer
            ? $"Sampling said: {answer.Deserialize(InputResponse.CreateMessageResultJsonTypeInfo)?.Content.OfType<TextContentBlock>().FirstOrDefault()?.Text}"
            : throw new InputRequiredException(new Dictionary<string, InputRequest> { ["capital_question"] = Input.Sample("What is the capital of France?") });

    [McpServerTool(Name = "test_input_required_result_list_roots"), Description("Asks for roots.")]
    public static string ListRoots(RequestContext<CallToolRequestParams> context) =>
        Input.Find(context.Params!.InputResponses, "client_roots") is { } answer
            ? $"Got {answer.Deserialize(InputResponse.ListRootsResultJsonTypeInfo)?.Roots.Count ?? 0} root(s) from the client."
            : throw new InputRequiredException(new Dictionary<string, InputRequest> { ["client_roots"] = Input.Roots });

    [McpServerTool(Name = "test_input_required_result_capabilities"), Description("Asks only what this client can answer.")]
    public static string Capabilities(RequestContext<CallToolRequestParams> context)
    {
        if (context.Params!.InputResponses is { Count: > 0 })
            return "capability-check-ok: received input responses";
        var capabilities = context.JsonRpcRequest.Context?.ClientCapabilities;
        var questions = new Dictionary<string, InputRequest>();
        if (capabilities?.Sampling is not null)
            questions["capital_question"] = Input.Sample("What is the capital of France?");
        if (capabilities?.Elicitation is not null)
            questions["user_name"] = Input.Name();
        if (capabilities?.Roots is not null)
            questions["client_roots"] = Input.Roots;
        return questions.Count == 0 ? "capability-check-ok: the client can answer nothing" : throw new InputRequiredException(questions);
    }
}
