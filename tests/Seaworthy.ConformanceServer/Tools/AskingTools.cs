using System.ComponentModel;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using static ModelContextProtocol.Protocol.ElicitRequestParams;

namespace Seaworthy.ConformanceServer.Tools;

/// <summary>Tools that ask the client while they work (up to 2025-11-25).</summary>
[McpServerToolType]
internal sealed class AskingTools
{
    [McpServerTool(Name = "test_sampling"), Description("Asks the client's model.")]
    public static async Task<string> SampleAsync(McpServer server, string prompt, CancellationToken cancellation)
    {
        var answer = await server.SampleAsync(new CreateMessageRequestParams
        {
            Messages = [new SamplingMessage { Role = Role.User, Content = [new TextContentBlock { Text = prompt }] }],
            MaxTokens = 100,
        }, cancellation);
        return $"LLM response: {answer.Content.OfType<TextContentBlock>().FirstOrDefault()?.Text}";
    }

    [McpServerTool(Name = "test_elicitation"), Description("Asks the user.")]
    public static Task<string> ElicitAsync(McpServer server, string message, CancellationToken cancellation) => AskAsync(server, message, new()
    {
        ["username"] = new StringSchema { Description = "User's response" },
        ["email"] = new StringSchema { Description = "User's email address" },
    }, cancellation);

    [McpServerTool(Name = "test_elicitation_sep1034_defaults"), Description("Asks with a default of each primitive type.")]
    public static Task<string> ElicitDefaultsAsync(McpServer server, CancellationToken cancellation) => AskAsync(server, "Check the defaults", new()
    {
        ["name"] = new StringSchema { Default = "John Doe" },
        ["age"] = new NumberSchema { Type = "integer", Default = 30 },
        ["score"] = new NumberSchema { Default = 95.5 },
        ["status"] = new UntitledSingleSelectEnumSchema { Enum = ["active", "inactive", "pending"], Default = "active" },
        ["verified"] = new BooleanSchema { Default = true },
    }, cancellation);

    [McpServerTool(Name = "test_elicitation_sep1330_enums"), Description("Asks with each form of an enumeration.")]
    public static Task<string> ElicitEnumsAsync(McpServer server, CancellationToken cancellation) => AskAsync(server, "Choose", new()
    {
        ["untitledSingle"] = new UntitledSingleSelectEnumSchema { Enum = ["option1", "option2", "option3"] },
        ["titledSingle"] = new TitledSingleSelectEnumSchema { OneOf = Titled() },
        ["legacyEnum"] = new LegacyTitledEnumSchema { Enum = ["opt1", "opt2", "opt3"], EnumNames = ["Option One", "Option Two", "Option Three"] },
        ["untitledMulti"] = new UntitledMultiSelectEnumSchema { Items = new() { Enum = ["option1", "option2", "option3"] } },
        ["titledMulti"] = new TitledMultiSelectEnumSchema { Items = new() { AnyOf = Titled() } },
    }, cancellation);

    private static List<EnumSchemaOption> Titled() =>
    [
        new() { Const = "value1", Title = "First Option" },
        new() { Const = "value2", Title = "Second Option" },
        new() { Const = "value3", Title = "Third Option" },
    ];

    private static async Task<string> AskAsync(
        McpServer server, string message, Dictionary<string, PrimitiveSchemaDefinition> properties, CancellationToken cancellation)
    {
        var answer = await server.ElicitAsync(
            new ElicitRequestParams { Message = message, RequestedSchema = new RequestSchema { Properties = properties } }, cancellation);
        return $"User response: action={answer.Action}, content={string.Join(", ", answer.Content?.Select(pair => $"{pair.Key}={pair.Value}") ?? [])}";
    }
}
