using System.Buffers;
using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Sessions;
using Seaworthy.Run.Bridge.Streams;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>The response of a batch: an event stream with each answer as it comes, or one array for a client that takes no streams.</summary>
internal sealed class BatchResponse(HttpContext http, Session session) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly List<byte[]> _answers = [];
    private EventStream? _stream;
    private StreamLog? _log;
    private bool _isGone;

    public bool IsStream { get; } = MediaTypes.Of(http.Request).EventStream;

    public async ValueTask WriteAsync(byte[] message)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!IsStream)
            {
                _answers.Add(message);
                return;
            }
            Start();
            var id = _log!.Append(message);
            if (_isGone || _log.HasReader)
                return;
            await _stream!.WriteMessageAsync(message, id).ConfigureAwait(false);
            _isGone = !await _stream.FlushAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Nothing has come for a while.</summary>
    public async ValueTask KeepAliveAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!IsStream || _isGone)
                return;
            Start();
            _stream!.WriteKeepAlive();
            _isGone = !await _stream.FlushAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Every request has its answer, or was taken back.</summary>
    public Task EndAsync()
    {
        if (_log is not null)
            session.Streams.End(_log);
        if (IsStream)
            return _stream is null ? HttpAnswer.AcceptAsync(http) : Task.CompletedTask;
        return _answers.Count == 0 ? HttpAnswer.AcceptAsync(http) : HttpAnswer.WriteJsonAsync(http, 200, Join());
    }

    public void Dispose() => _turn.Dispose();

    private void Start()
    {
        _stream ??= EventStream.Start(http.Response);
        _log ??= session.Streams.Begin();
    }

    private ReadOnlyMemory<byte> Join()
    {
        var array = new ArrayBufferWriter<byte>(_answers.Sum(answer => answer.Length + 1) + 1);
        foreach (var answer in _answers)
        {
            array.Write(array.WrittenCount == 0 ? "["u8 : ","u8);
            array.Write(answer);
        }
        array.Write("]"u8);
        return array.WrittenMemory;
    }
}
