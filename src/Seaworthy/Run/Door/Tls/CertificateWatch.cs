using System.Net.Security;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Run.Door.Tls;

/// <summary>
/// The certificate that handshakes use now. Its files are read again and again: that sees every way in which they are replaced,
/// also the exchange of a symbolic link some folders above, by which Kubernetes updates a mounted secret and of which a file
/// watch hears nothing. A new certificate that cannot be used leaves the old one in place.
/// </summary>
internal sealed partial class CertificateWatch : BackgroundService
{
    /// <summary>Two small files, so often costs nothing.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan ExpiresSoon = TimeSpan.FromDays(14);

    private static readonly TimeSpan RepeatWarning = TimeSpan.FromDays(1);

    private readonly CertificateFiles _files;
    private readonly TimeProvider _time;
    private readonly ILogger<CertificateWatch> _log;
    private volatile ServerCertificate _current;
    private string _seen;
    private string _judged;
    private DateTimeOffset _warnAgain;

    /// <exception cref="CertificateException">The files cannot be used.</exception>
    public CertificateWatch(CertificateFiles files, TimeProvider time, ILogger<CertificateWatch> log)
    {
        (_files, _time, _log) = (files, time, log);
        var content = files.Read();
        _current = CertificateFiles.Parse(content);
        _seen = _judged = CertificateFiles.Fingerprint(content);
    }

    /// <summary>For the next handshake.</summary>
    public SslStreamCertificateContext Current => _current.Context;

    /// <summary>Looks at the files once.</summary>
    public void Look()
    {
        if (Content() is { } content)
        {
            var seen = CertificateFiles.Fingerprint(content);
            // Two looks must agree: certificate and key are replaced one after the other.
            if (seen == _seen && seen != _judged)
                Judge(seen, content);
            _seen = seen;
        }
        WarnBeforeTheEnd();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogLoaded(_current.Subject, _current.Expiry, _files.Certificate);
        WarnBeforeTheEnd();
        while (true)
        {
            await Task.Delay(Interval, _time, stoppingToken).ConfigureAwait(false);
            Look();
        }
    }

    private (string Certificate, string Key)? Content()
    {
        try
        {
            return _files.Read();
        }
        catch (CertificateException e)
        {
            // Between two files, or gone for good: once is enough to say so.
            if (_seen != e.Message)
                LogRejected(e.Message, _current.Subject, _current.Expiry);
            _seen = e.Message;
            return null;
        }
    }

    private void Judge(string fingerprint, (string Certificate, string Key) content)
    {
        _judged = fingerprint;
        try
        {
            var next = CertificateFiles.Parse(content);
            var now = _time.GetUtcNow();
            if (next.NotAfter <= now && _current.NotAfter > now)
                throw new CertificateException($"it has expired on {next.Expiry}");
            _current = next;
            _warnAgain = default;
            LogLoaded(next.Subject, next.Expiry, _files.Certificate);
        }
        catch (CertificateException e)
        {
            LogRejected(e.Message, _current.Subject, _current.Expiry);
        }
    }

    private void WarnBeforeTheEnd()
    {
        var now = _time.GetUtcNow();
        if (_current.NotAfter - now > ExpiresSoon || now < _warnAgain)
            return;
        _warnAgain = now + RepeatWarning;
        LogExpires(_current.Subject, _current.NotAfter <= now ? "has expired on" : "expires on", _current.Expiry, _files.Certificate);
    }

    [LoggerMessage(EventId = EventIds.CertificateLoaded, EventName = nameof(EventIds.CertificateLoaded), Level = LogLevel.Information,
        Message = "the certificate for {Subject} is valid until {Expiry} ({File})")]
    private partial void LogLoaded(string subject, string expiry, string file);

    [LoggerMessage(EventId = EventIds.CertificateExpires, EventName = nameof(EventIds.CertificateExpires), Level = LogLevel.Warning,
        Message = "the certificate for {Subject} {State} {Expiry}; replace {File} and its key, which are read again without a restart")]
    private partial void LogExpires(string subject, string state, string expiry, string file);

    [LoggerMessage(EventId = EventIds.CertificateRejected, EventName = nameof(EventIds.CertificateRejected), Level = LogLevel.Error,
        Message = "the new certificate is not used: {Reason}. The one for {Subject}, valid until {Expiry}, stays.")]
    private partial void LogRejected(string reason, string subject, string expiry);
}
