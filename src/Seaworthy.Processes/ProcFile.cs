using System.Globalization;
using System.Text;

namespace Seaworthy.Processes;

/// <summary>Files that may be gone at any moment: those below /proc above all.</summary>
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

    /// <summary>The first line of any file, up to its line feed and 256 bytes; empty when it cannot be read.</summary>
    public static string ReadLine(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> bytes = stackalloc byte[256];
            var read = bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
            var end = read.IndexOf((byte)'\n');
            return Encoding.UTF8.GetString(end < 0 ? read : read[..end]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
