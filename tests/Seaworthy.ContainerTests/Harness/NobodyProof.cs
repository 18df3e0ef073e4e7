namespace Seaworthy.ContainerTests.Harness;

/// <summary>Who a container's processes are, as the kernel says it.</summary>
internal static class NobodyProof
{
    /// <summary>Every process has this user's number, the first one is this program, and nobody can write to the root.</summary>
    public static async Task HoldsAsync(Container container, int user, string first)
    {
        var lines = (await Docker.RunAsync("top", container.Name, "-eo", "uid,pid,comm")).Split('\n').Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .OrderBy(words => int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, words => Assert.Equal(user.ToString(System.Globalization.CultureInfo.InvariantCulture), words[0]));
        Assert.Equal(first, lines[0][2]);
        Assert.Equal("""true ["ALL"]""", await container.InspectAsync("{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}"));
    }
}
