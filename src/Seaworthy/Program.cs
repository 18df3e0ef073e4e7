using Seaworthy.Commands;
using Seaworthy.Processes;

// A worker is started by starting ourselves once more, as the shim that becomes it.
if (ExecShim.IsCalled(args))
    return ExecShim.Run(args);
return await CommandLine.RunAsync(args, RunCommand.ExecuteAsync);
