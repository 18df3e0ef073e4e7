using Seaworthy.Commands.Logging;
using Seaworthy.Run;

namespace Seaworthy.Commands;

/// <summary>Runs the server; the result is the exit code.</summary>
/// <param name="options">What to run, and how.</param>
/// <param name="log">What to log, and how.</param>
/// <param name="warnings">What looked wrong on the way here: to be logged first.</param>
internal delegate Task<int> RunHandler(RunOptions options, LogOptions log, IReadOnlyList<string> warnings);
