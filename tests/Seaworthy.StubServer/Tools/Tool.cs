namespace Seaworthy.StubServer.Tools;

/// <summary>One tool.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Properties">The JSON of its arguments, as properties of a schema.</param>
/// <param name="Annotations">The JSON of its annotations.</param>
/// <param name="Run">What it does; the call is answered when it completes.</param>
internal sealed record Tool(string Name, string Properties, string Annotations, Func<ToolCall, Task> Run)
{
    public const string ReadOnly = """{"readOnlyHint":true,"idempotentHint":true,"openWorldHint":false}""";
    public const string Idempotent = """{"readOnlyHint":false,"idempotentHint":true,"destructiveHint":false}""";
    public const string Destructive = """{"readOnlyHint":false,"idempotentHint":false,"destructiveHint":true}""";

    /// <summary>No other message is read while it runs.</summary>
    public bool HoldsUpTheServer { get; init; }
}
