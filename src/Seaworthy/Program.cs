using Seaworthy.Commands;
using Seaworthy.Processes;

// A worker is started by starting ourselves once more, as the shim that becomes it.
if (ExecShim.IsCalled(args))
    return ExecShim.Run(args);
// A trial that is killed must leave nothing behind: this process sees to it.
if (DeathWatch.IsCalled(args))
    return await DeathWatch.RunAsync(args);
return await CommandLine.RunAsync(args, RunCommand.ExecuteAsync);
