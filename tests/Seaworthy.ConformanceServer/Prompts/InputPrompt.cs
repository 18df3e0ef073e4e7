using System.ComponentModel;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Seaworthy.ConformanceServer.Tools;

namespace Seaworthy.ConformanceServer.Prompts;

/// <summary>A prompt that needs an answer first (multi round-trip request of 2026-07-28).</summary>
[McpServerPromptType]
internal sealed class InputPrompt
{
    [McpServerPrompt(Name = "test_input_required_result_prompt"), Description("Asks for the context.")]
    public static string Ask(RequestContext<GetPromptRequestParams> context) => Input.Find(context.Params!.InputResponses, "user_context") is { } answer
        ? $"Please continue using context: {Input.Text(answer, "context")}"
        : throw new InputRequiredException(new Dictionary<string, InputRequest>
        {
            ["user_context"] = Input.Elicit("What context should the prompt use?", "context", new ElicitRequestParams.StringSchema()),
        });
}
