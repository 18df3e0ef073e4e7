using Microsoft.Extensions.Options;

namespace ProductServer.Startup;

/// <summary>
/// A setting cannot be used. The message says which and what to set, and is all that an operator sees: Seaworthy writes the
/// failures of options without a stack, and ends with exit code 2.
/// </summary>
internal sealed class BadConfigurationException(string message) : OptionsValidationException("", typeof(BadConfigurationException), [message]);
