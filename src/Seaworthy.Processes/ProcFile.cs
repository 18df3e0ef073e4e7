using System.Globalization;

namespace Seaworthy.Processes;

/// <summary>Files below /proc, whose processes may end at any moment.</summary>
internal static class ProcFile
{
    /// <summary>The bytes of a file below /proc/&lt;id&gt;; empty when the process is gone or not ours to look into.</summary>
    public static byte[] Read(int id, string name)
    {
        try
        {
            return File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/{name}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The lines of a file below /proc or /sys; none when it is not there.</summary>
    public static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
