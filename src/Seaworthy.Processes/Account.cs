using System.Globalization;

namespace Seaworthy.Processes;

/// <summary>The user and groups that a child runs as.</summary>
internal sealed record Account(uint UserId, uint GroupId, IReadOnlyList<uint> Groups)
{
    /// <summary>The user's name; null for a number that /etc/passwd does not know.</summary>
    public string? Name { get; init; }

    /// <summary>The user's home folder.</summary>
    public string? Home { get; init; }

    /// <summary>One argument that carries the numbers: <c>uid:gid:group,group</c>.</summary>
    public string ToArgument() => string.Create(CultureInfo.InvariantCulture, $"{UserId}:{GroupId}:{string.Join(',', Groups)}");

    /// <summary>The reverse of <see cref="ToArgument"/>.</summary>
    public static Account FromArgument(string argument)
    {
        var parts = argument.Split(':');
        var groups = parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Number);
        return new Account(Number(parts[0]), Number(parts[1]), [.. groups]);
    }

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);
}
