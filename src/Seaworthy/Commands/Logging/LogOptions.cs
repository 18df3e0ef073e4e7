using Microsoft.Extensions.Logging;

namespace Seaworthy.Commands.Logging;

/// <summary>How much is logged, and in which form.</summary>
/// <param name="Format">Text or JSON. Default text.</param>
/// <param name="Level">The least severe level that is written. Default information.</param>
/// <param name="Colour">Whether text lines may carry colour codes. Default no.</param>
internal sealed record LogOptions(LogFormat Format = LogFormat.Text, LogLevel Level = LogLevel.Information, bool Colour = false);
