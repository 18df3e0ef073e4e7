namespace Seaworthy.Init.Detection;

/// <summary>A path as an argument of a program.</summary>
internal static class EntryPath
{
    /// <summary>The path; with <c>./</c> in front when its first letter is a dash, which would make it an option.</summary>
    public static string Of(string path) => path.StartsWith('-') ? $"./{path}" : path;
}
