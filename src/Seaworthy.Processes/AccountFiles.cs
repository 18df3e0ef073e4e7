using System.Globalization;

using Seaworthy.Processes.Native;

namespace Seaworthy.Processes;

/// <summary>
/// Users and groups out of /etc/passwd and /etc/group, read by hand: <c>getpwnam</c> needs name-service plug-ins, which a
/// static executable cannot load.
/// </summary>
internal sealed class AccountFiles(string passwdPath = "/etc/passwd", string groupPath = "/etc/group")
{
    /// <summary>The account for a user and a group, each a name, a number or null; null when there is nothing to change.</summary>
    /// <exception cref="ChildStartException">No such user or group.</exception>
    public Account? Find(string? user, string? group)
    {
        if (user is null && group is null)
            return null;

        var account = FindUser(user);
        if (group is not null)
            account = account with { GroupId = FindGroup(group) };
        account = account with { Groups = [.. SupplementaryGroups(account.Name).Prepend(account.GroupId).Distinct()] };

        // An image that already runs as that user may not call setgroups, and has no need to.
        return account.UserId == Libc.GetEffectiveUserId() && account.GroupId == Libc.GetEffectiveGroupId() ? null : account;
    }

    private Account FindUser(string? user)
    {
        if (user is null)
            return new Account(Libc.GetEffectiveUserId(), Libc.GetEffectiveGroupId(), []);

        var number = Number(user);
        foreach (var fields in Entries(passwdPath, atLeast: 6))
        {
            var wanted = fields[0] == user || (number is not null && Number(fields[2]) == number);
            if (wanted && Number(fields[2]) is { } userId && Number(fields[3]) is { } groupId)
                return new Account(userId, groupId, []) { Name = fields[0], Home = fields[5] };
        }

        // A number without an entry is common in containers. Its group is the same number, so that it is never root's by accident.
        return number is { } id
            ? new Account(id, id, [])
            : throw Missing("user", user, passwdPath);
    }

    private uint FindGroup(string group) =>
        Number(group)
        ?? Entries(groupPath, atLeast: 3).Where(fields => fields[0] == group).Select(fields => Number(fields[2])).FirstOrDefault()
        ?? throw Missing("group", group, groupPath);

    private IEnumerable<uint> SupplementaryGroups(string? user) =>
        user is null
            ? []
            : Entries(groupPath, atLeast: 4)
                .Where(fields => fields[3].Split(',').Contains(user))
                .Select(fields => Number(fields[2]))
                .OfType<uint>();

    private static IEnumerable<string[]> Entries(string path, int atLeast) =>
        File.Exists(path) ? File.ReadLines(path).Select(line => line.Split(':')).Where(fields => fields.Length >= atLeast) : [];

    private static ChildStartException Missing(string what, string name, string path) =>
        new($"Cannot start a command as {what} '{name}': {path} has none of that name. Name one that is there, or give a number.");

    private static uint? Number(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
