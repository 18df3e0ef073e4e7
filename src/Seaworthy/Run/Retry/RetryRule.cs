using System.Text.Json;
using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Retry;

/// <summary>Says whether a call does no harm when it runs a second time.</summary>
internal sealed class RetryRule(RetryMode mode, ToolHints hints)
{
    /// <param name="body">The request.</param>
    /// <param name="envelope">Its envelope.</param>
    public bool Allows(ReadOnlySpan<byte> body, in Envelope envelope)
    {
        if (mode == RetryMode.Off || envelope.Kind != MessageKind.Request || HoldsState(envelope.Params.Of(body)))
            return false;
        return envelope.Method switch
        {
            Methods.ToolsList or Methods.PromptsList or Methods.ResourcesList or Methods.ResourceTemplatesList
                or Methods.ResourcesRead or Methods.PromptsGet or Methods.Complete => true,
            Methods.ToolsCall => AllowsTool(hints.Of(Text(envelope.Name.Of(body)))),
            _ => false,
        };
    }

    private bool AllowsTool(ToolHint hint) =>
        hint.HasFlag(ToolHint.ReadOnly) || (mode == RetryMode.Idempotent && hint.HasFlag(ToolHint.Idempotent));

    /// <summary>
    /// A task that is begun twice is two tasks, input that was given was given to one worker, and a cursor is the property of the
    /// worker that gave it out.
    /// </summary>
    private static bool HoldsState(ReadOnlySpan<byte> parameters)
    {
        if (parameters.IsEmpty)
            return false;
        var reader = new Utf8JsonReader(parameters, new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("task"u8) || reader.ValueTextEquals("inputResponses"u8) || reader.ValueTextEquals("requestState"u8) || reader.ValueTextEquals("cursor"u8))
                return true;
            reader.Skip();
        }
        return false;
    }

    private static string? Text(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
            return null;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }
}
