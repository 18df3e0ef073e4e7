using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;

namespace Seaworthy.Run.Supervision.Pool;

/// <summary>
/// Replaces the workers when what they run has changed. Looks again and again, because that sees every way in which files are
/// replaced: a mount of another host and an exchanged symbolic link send no event.
/// </summary>
internal sealed class FileWatch(string path, Supervisor supervisor, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Large, and changed by installing, which changes the files beside them, too.</summary>
    private static readonly string[] Skipped = ["node_modules", "__pycache__"];

    private string _seen = Fingerprint(path);
    private string _loaded = "";

    /// <summary>Looks once. Two looks must agree: a build writes many files, one after the other.</summary>
    public void Look()
    {
        if (_loaded.Length == 0)
            _loaded = _seen;
        var now = Fingerprint(path);
        if (now == _seen && now != _loaded)
        {
            _loaded = now;
            supervisor.Reload($"{path} has changed");
        }
        _seen = now;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            Look();
    }

    /// <summary>Names, sizes and times of everything below a path.</summary>
    private static string Fingerprint(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files(path).Order(StringComparer.Ordinal))
        {
            var info = new FileInfo(file);
            info = info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info;
            hash.AppendData(Encoding.UTF8.GetBytes(info.Exists
                ? string.Create(CultureInfo.InvariantCulture, $"{file} {info.FullName} {info.Length} {info.LastWriteTimeUtc.Ticks}\n")
                : file));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static IEnumerable<string> Files(string path)
    {
        if (!Directory.Exists(path))
            return [path];
        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };
        return Directory.EnumerateFiles(path, "*", options).Concat(
            // No links to folders: they may lead back here.
            Directory.EnumerateDirectories(path, "*", new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = options.AttributesToSkip | FileAttributes.ReparsePoint }).Where(folder => !Skipped.Contains(Path.GetFileName(folder))).SelectMany(Files));
    }
}
