using Muster.LoadTests.Wire;

namespace Muster.LoadTests.Clients;

/// <summary>Keeps one event stream open: where it breaks, it is resumed after what was seen last.</summary>
internal sealed class EventFeed(EventLoop loop, Doors doors, IServerEventListener listener, Func<RequestHead> request) : IDisposable
{
    private static readonly TimeSpan PauseAfterLoss = TimeSpan.FromMilliseconds(100);

    private StreamConnection? _stream;
    private bool _isOver;

    /// <summary>Completes when the stream is open for the first time.</summary>
    /// <exception cref="ContractBrokenException">the server will not have it</exception>
    public async Task Open()
    {
        while (true)
        {
            try
            {
                _stream = new StreamConnection(loop, doors[doors.Any()], request().Around([], loop.Outbox), listener);
                await _stream.Opened();
                EventLoop.Detach(KeepOpen(_stream));
                return;
            }
            catch (ConnectionLostException)
            {
                if (_isOver)
                    return;
                if (_stream?.Refusal is { } refusal)
                    throw new ContractBrokenException("An event stream was refused: " + refusal);
                await loop.Pause(PauseAfterLoss);
            }
        }
    }

    public void Dispose()
    {
        _isOver = true;
        _stream?.Dispose();
    }

    private async ValueTask KeepOpen(StreamConnection stream)
    {
        await stream.Ended();
        if (_isOver)
            return;
        await loop.Pause(PauseAfterLoss);
        if (!_isOver)
            await Reopen();
    }

    /// <summary>A stream that is refused after it was given stays closed: what it does not show is the ledger's to report.</summary>
    private async ValueTask Reopen()
    {
        try
        {
            await Open();
        }
        catch (ContractBrokenException)
        {
            _isOver = true;
        }
    }
}
