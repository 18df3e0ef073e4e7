using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.Run.Door.Tls;

namespace Seaworthy.Tests.Run.Door.Tls;

public sealed class CertificateWatchTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly PemFolder _folder = new();
    private readonly RecordedLog<CertificateWatch> _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_pair_is_used_once_two_looks_agree()
    {
        using var watch = Watch("old.example", days: 90);
        var old = watch.Current;

        _folder.Write(PemFolder.Create("new.example", _time.GetUtcNow().AddDays(90)));
        watch.Look();
        Assert.Same(old, watch.Current);
        watch.Look();

        Assert.NotSame(old, watch.Current);
        Assert.Equal([(EventIds.CertificateLoaded, LogLevel.Information)], _log.Events);
        Assert.Contains("new.example", _log.Text);
    }

    [Fact]
    public void A_pair_that_is_half_replaced_is_not_judged()
    {
        using var watch = Watch("old.example", days: 90);
        var next = PemFolder.Create("new.example", _time.GetUtcNow().AddDays(90));

        File.WriteAllText(_folder.Certificate, next.Certificate);
        watch.Look();
        File.WriteAllText(_folder.Key, next.Key);
        watch.Look();
        watch.Look();

        Assert.Equal([(EventIds.CertificateLoaded, LogLevel.Information)], _log.Events);
    }

    [Theory]
    [InlineData("garbage", "has no PEM certificate")]
    [InlineData(null, "cannot be used together")]
    public void What_cannot_be_used_leaves_the_old_one_and_is_said_once(string? certificate, string reason)
    {
        using var watch = Watch("old.example", days: 90);
        var old = watch.Current;

        File.WriteAllText(_folder.Certificate, certificate ?? PemFolder.Create("other.example", _time.GetUtcNow().AddDays(9)).Certificate);
        for (var i = 0; i < 5; i++)
            watch.Look();

        Assert.Same(old, watch.Current);
        Assert.Equal([(EventIds.CertificateRejected, LogLevel.Error)], _log.Events);
        Assert.Contains(reason, _log.Text);
        Assert.Contains("The one for old.example, valid until", _log.Text);
    }

    [Fact]
    public void Files_that_are_gone_for_a_moment_are_said_once_and_come_back()
    {
        using var watch = Watch("old.example", days: 90);

        File.Delete(_folder.Key);
        watch.Look();
        watch.Look();
        _folder.Write(PemFolder.Create("new.example", _time.GetUtcNow().AddDays(90)));
        watch.Look();
        watch.Look();

        Assert.Equal([EventIds.CertificateRejected, EventIds.CertificateLoaded], _log.Events.Select(entry => entry.Id));
    }

    [Fact]
    public void One_that_has_expired_already_is_not_taken_for_one_that_has_not()
    {
        using var watch = Watch("old.example", days: 90);
        var old = watch.Current;

        _folder.Write(PemFolder.Create("new.example", _time.GetUtcNow().AddDays(-1)));
        watch.Look();
        watch.Look();

        Assert.Same(old, watch.Current);
        Assert.Contains("it has expired on", _log.Text);
    }

    [Fact]
    public void The_exchange_of_a_link_above_is_seen()
    {
        // As Kubernetes mounts a secret: tls.crt -> ..data/tls.crt, ..data -> ..2026_01_01, and ..data is exchanged.
        using var first = new PemFolder();
        using var second = new PemFolder();
        first.Write(PemFolder.Create("old.example", _time.GetUtcNow().AddDays(90)));
        second.Write(PemFolder.Create("new.example", _time.GetUtcNow().AddDays(90)));
        var data = Path.Combine(Path.GetDirectoryName(_folder.Certificate)!, "..data");
        Directory.CreateSymbolicLink(data, Path.GetDirectoryName(first.Certificate)!);
        File.CreateSymbolicLink(_folder.Certificate, "..data/tls.crt");
        File.CreateSymbolicLink(_folder.Key, "..data/tls.key");
        using var watch = new CertificateWatch(_folder.Files, _time, _log);

        Directory.Delete(data);
        Directory.CreateSymbolicLink(data, Path.GetDirectoryName(second.Certificate)!);
        watch.Look();
        watch.Look();

        Assert.Contains("new.example", _log.Text);
    }

    [Fact]
    public void The_end_is_warned_of_for_fourteen_days_once_a_day()
    {
        using var watch = Watch("old.example", days: 15);

        watch.Look();
        Assert.Empty(_log.Events);
        _time.Advance(TimeSpan.FromDays(1.5));
        watch.Look();
        watch.Look();
        Assert.Equal([(EventIds.CertificateExpires, LogLevel.Warning)], _log.Events);
        _time.Advance(TimeSpan.FromDays(1));
        watch.Look();
        Assert.Equal(2, _log.Events.Count);
    }

    private CertificateWatch Watch(string name, int days)
    {
        _folder.Write(PemFolder.Create(name, _time.GetUtcNow().AddDays(days)));
        return new CertificateWatch(_folder.Files, _time, _log);
    }
}
