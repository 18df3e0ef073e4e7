using Seaworthy.Processes;
using Seaworthy.StubServer;
using Seaworthy.StubServer.Mischief;
using Seaworthy.StubServer.Protocol;

if (ExecShim.IsCalled(args))
    return ExecShim.Run(args);

switch (args)
{
    case [Middle.Verb, "--", .. var command]:
        return await Middle.RunAsync(user: null, command).ConfigureAwait(false);
    case [Middle.Verb, "--user", var user, "--", .. var command]:
        return await Middle.RunAsync(user, command).ConfigureAwait(false);
    case [Linger.Verb, .. var how]:
        return Linger.Run(how);
    case [Linger.ParentVerb, .. var how]:
        return Linger.LeaveBehind(how);
    case ["--help"]:
        Console.WriteLine(StubOptions.Usage);
        return 0;
}

if (StubOptions.Parse(args, out var wrong) is not { } options)
{
    await Console.Error.WriteLineAsync(wrong + Environment.NewLine + StubOptions.Usage).ConfigureAwait(false);
    return 2;
}

if (options.ExitAtStart is { } code)
    return code;
using var term = options.IgnoreSigterm ? IgnoredSignal.Sigterm() : null;
await Opening.PerformAsync(options).ConfigureAwait(false);
using var server = new McpServer(options);
return await server.RunAsync().ConfigureAwait(false);
