using Seaworthy.Commands;

return await CommandLine.RunAsync(args, (_, _, _) => throw new NotSupportedException("The runtime is not part of this build."));
