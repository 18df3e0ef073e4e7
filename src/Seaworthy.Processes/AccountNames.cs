namespace Seaworthy.Processes;

/// <summary>Whether a child can be started under a name, asked before one is.</summary>
public static class AccountNames
{
    /// <summary>Whether this is a number, or the name of a user of /etc/passwd.</summary>
    public static bool IsUser(string name) => Finds(name, null);

    /// <summary>Whether this is a number, or the name of a group of /etc/group.</summary>
    public static bool IsGroup(string name) => Finds(null, name);

    private static bool Finds(string? user, string? group)
    {
        try
        {
            _ = new AccountFiles().Find(user, group);
            return true;
        }
        catch (ChildStartException)
        {
            return false;
        }
    }
}
