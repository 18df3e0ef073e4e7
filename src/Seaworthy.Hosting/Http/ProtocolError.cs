using System.Text.Json;

namespace Seaworthy.Hosting.Http;

/// <summary>A request that the specification says must be refused.</summary>
/// <param name="HttpStatus">The HTTP status.</param>
/// <param name="Code">The JSON-RPC error code.</param>
/// <param name="Message">What is wrong, the value, and what would be right.</param>
/// <param name="Data">Writes the members of <c>data</c>.</param>
internal sealed record ProtocolError(int HttpStatus, int Code, string Message, Action<Utf8JsonWriter>? Data = null);
