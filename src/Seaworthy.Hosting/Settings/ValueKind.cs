namespace Seaworthy.Hosting.Settings;

/// <summary>Reads a value; false when the text is not accepted.</summary>
internal delegate bool TryRead<TValue>(string text, out TValue value);

/// <summary>A kind of value that options take: its name in a usage line, what is accepted, and how it is read.</summary>
/// <param name="Name">As in <c>--listen URL</c>.</param>
/// <param name="Accepted">Ends the sentence "Accepted: …", without a full stop.</param>
/// <param name="TryRead">Reads one value.</param>
internal sealed record ValueKind<TValue>(string Name, string Accepted, TryRead<TValue> TryRead);
