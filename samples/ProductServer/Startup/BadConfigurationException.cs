namespace ProductServer.Startup;

/// <summary>A setting cannot be used. The message says which and what to set, and is all that an operator sees.</summary>
internal sealed class BadConfigurationException(string message) : Exception(message);
