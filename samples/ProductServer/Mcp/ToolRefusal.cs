namespace ProductServer.Mcp;

/// <summary>A call that cannot be served as it is. The message is for the model: what is wrong, and what to do instead.</summary>
internal sealed class ToolRefusal(string message) : Exception(message);
