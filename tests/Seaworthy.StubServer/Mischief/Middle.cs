using System.Globalization;

using Seaworthy.Processes;

namespace Seaworthy.StubServer.Mischief;

/// <summary>A supervisor that can be killed: starts a command as the product does, says its process id on stdout, and waits.</summary>
internal static class Middle
{
    public const string Verb = "middle";

    public static async Task<int> RunAsync(string? user, string[] command)
    {
        var start = new ChildCommand { FileName = command[0], Arguments = command[1..], User = user };
        await using var child = await ChildProcess.StartAsync(start).ConfigureAwait(false);
        Console.WriteLine(child.Id.ToString(CultureInfo.InvariantCulture));
        return (await child.Exited.ConfigureAwait(false)).Code;
    }
}
