namespace Seaworthy.Commands;

/// <summary>One of several servers that are put to the same trial.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Command">What starts it.</param>
internal sealed record ComparedServer(string Name, IReadOnlyList<string> Command);
