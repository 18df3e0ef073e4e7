using System.Globalization;

using Seaworthy.Processes;

namespace Seaworthy.StubServer.Mischief;

/// <summary>A supervisor that can be killed: starts a command as the product does, says its process id on stdout, and waits.</summary>
internal static class Middle
{
    public const string Verb = "middle";

    public static async Task<int> RunAsync(string[] command)
    {
        await using var child = await ChildProcess.StartAsync(new ChildCommand { FileName = command[0], Arguments = command[1..] })
            .ConfigureAwait(false);
        Console.WriteLine(child.Id.ToString(CultureInfo.InvariantCulture));
        return (await child.Exited.ConfigureAwait(false)).Code;
    }
}
