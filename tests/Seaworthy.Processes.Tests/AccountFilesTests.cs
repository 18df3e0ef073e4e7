namespace Seaworthy.Processes.Tests;

public sealed class AccountFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly AccountFiles _files;

    public AccountFilesTests()
    {
        var passwd = Path.Combine(_folder.FullName, "passwd");
        var group = Path.Combine(_folder.FullName, "group");
        File.WriteAllText(passwd, "# a comment\nbroken line\nnode:x:10100:10200:Node:/home/node:/bin/sh\n");
        File.WriteAllText(group, "node:x:10200:\nvideo:x:10300:other,node\naudio:x:10400:nodes\n");
        _files = new AccountFiles(passwd, group);
    }

    [Fact]
    public void Nothing_asked_is_nothing_changed() => Assert.Null(_files.Find(null, null));

    [Theory]
    [InlineData("node")]
    [InlineData("10100")]
    public void A_user_brings_its_groups_and_home(string user)
    {
        var account = _files.Find(user, null)!;

        Assert.Equal((10100U, 10200U, "node", "/home/node"), (account.UserId, account.GroupId, account.Name, account.Home));
        Assert.Equal([10200, 10300], account.Groups);
    }

    [Fact]
    public void A_group_replaces_the_users_own() => Assert.Equal([10300], _files.Find("node", "video")!.Groups);

    [Fact]
    public void A_number_without_an_entry_is_its_own_group()
    {
        var account = _files.Find("12345", null)!;

        Assert.Equal((12345U, 12345U), (account.UserId, account.GroupId));
        Assert.Equal([12345], account.Groups);
    }

    [Fact]
    public void Unknown_names_are_refused()
    {
        Assert.Contains("user 'nobody-here'", Assert.Throws<ChildStartException>(() => _files.Find("nobody-here", null)).Message);
        Assert.Contains("group 'nothing'", Assert.Throws<ChildStartException>(() => _files.Find("node", "nothing")).Message);
    }

    [Fact]
    public void Travels_in_one_argument()
    {
        var account = _files.Find("node", null)!;
        var arrived = Account.FromArgument(account.ToArgument());

        Assert.Equal((account.UserId, account.GroupId), (arrived.UserId, arrived.GroupId));
        Assert.Equal(account.Groups, arrived.Groups);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
