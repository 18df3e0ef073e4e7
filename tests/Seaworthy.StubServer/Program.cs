using Seaworthy.Processes;

if (ExecShim.IsCalled(args))
    return ExecShim.Run(args);
return 0;
