using Seaworthy.Hosting.Settings;
using Seaworthy.Processes;

namespace Seaworthy.Commands.Options;

/// <summary>The kinds of values that name something of this machine: it must be there when it is named.</summary>
internal static class PlaceKinds
{
    /// <summary>A folder.</summary>
    public static ValueKind<string> Folder { get; } = new("DIR", "a folder that exists: /srv/app",
        (string text, out string value) => Directory.Exists(value = text));

    /// <summary>A file.</summary>
    public static ValueKind<string> File { get; } = new("FILE", "a file that exists: .env",
        (string text, out string value) => System.IO.File.Exists(value = text));

    /// <summary>A file or a folder.</summary>
    public static ValueKind<string> FileOrFolder { get; } = new("PATH", "a file or a folder that exists: dist",
        (string text, out string value) => System.IO.File.Exists(value = text) || Directory.Exists(text));

    /// <summary>A file with a certificate or a key.</summary>
    public static ValueKind<string> PemFile { get; } = new("FILE", "a PEM file that exists: /etc/tls/tls.crt",
        (string text, out string value) => System.IO.File.Exists(value = text));

    /// <summary>A user.</summary>
    public static ValueKind<string> User { get; } = new("NAME", "a user of /etc/passwd, or a number: node, 1000",
        (string text, out string value) => AccountNames.IsUser(value = text));

    /// <summary>A group.</summary>
    public static ValueKind<string> Group { get; } = new("NAME", "a group of /etc/group, or a number: node, 1000",
        (string text, out string value) => AccountNames.IsGroup(value = text));
}
