using ModelContextProtocol.Protocol;
using static ModelContextProtocol.Protocol.ElicitRequestParams;

namespace Seaworthy.ConformanceServer.Tools;

/// <summary>The questions of multi round-trip requests (2026-07-28), and their answers.</summary>
internal static class Input
{
    public static InputRequest Name(string message = "What is your name?") => Elicit(message, "name", new StringSchema());

    public static InputRequest Confirmation { get; } = Elicit("Please confirm", "ok", new BooleanSchema());

    public static InputRequest Roots { get; } = InputRequest.ForRootsList(new ListRootsRequestParams());

    public static InputRequest Sample(string question) => InputRequest.ForSampling(new CreateMessageRequestParams
    {
        Messages = [new SamplingMessage { Role = Role.User, Content = [new TextContentBlock { Text = question }] }],
        MaxTokens = 100,
    });

    public static InputRequest Elicit(string message, string property, PrimitiveSchemaDefinition schema) => InputRequest.ForElicitation(new ElicitRequestParams
    {
        Message = message,
        RequestedSchema = new RequestSchema { Properties = { [property] = schema }, Required = [property] },
    });

    /// <summary>What the client answered to a question; null when it has not yet.</summary>
    public static InputResponse? Find(IDictionary<string, InputResponse>? responses, string key) =>
        responses is not null && responses.TryGetValue(key, out var response) ? response : null;

    /// <summary>A member of what the user filled in.</summary>
    public static string? Text(InputResponse response, string property) =>
        response.Deserialize(InputResponse.ElicitResultJsonTypeInfo)?.Content is { } content && content.TryGetValue(property, out var value)
            ? value.ToString()
            : null;
}
