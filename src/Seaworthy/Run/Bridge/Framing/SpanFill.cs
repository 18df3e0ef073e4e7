namespace Seaworthy.Run.Bridge.Framing;

/// <summary>Writes exactly as many bytes as the span is long.</summary>
internal delegate void SpanFill<in TState>(Span<byte> output, TState state)
    where TState : allows ref struct;
