namespace Seaworthy.Tests;

/// <summary>A committed file that is made from the code. The variable UPDATE_GENERATED=1 rewrites it.</summary>
internal static class GeneratedFile
{
    private const string UpdateVariable = "UPDATE_GENERATED";

    /// <summary>Fails when the file differs from <paramref name="content"/>.</summary>
    public static void AssertCurrent(string path, string content)
    {
        var file = Path.Combine(Root, path);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content);
        }
        Assert.True(File.Exists(file), $"{path} is missing. Run the tests with {UpdateVariable}=1 and commit it.");
        Assert.True(File.ReadAllText(file) == content, $"{path} is out of date. Run the tests with {UpdateVariable}=1 and commit it.");
    }

    /// <summary>The root of the repository.</summary>
    public static string Root => FindRoot();

    /// <summary>A committed file of which only a part is made.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Seaworthy.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder;
    }
}
