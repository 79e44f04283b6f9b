namespace Orleans.Embedded;

/// <summary>
/// Calls whose callers wait, in the order of their deadlines. All have the same time-out, so the order they started in is that order, and one
/// timer for the first suffices. A call that times out at its caller still completes at its grain, as with Orleans.
/// </summary>
internal sealed class PendingCalls : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly long _timeout;
    private readonly TimeSpan _timeoutSpan;
    private readonly TimeSpan _grain;
    private readonly ITimer _timer;
    private GrainRequest? _first;
    private GrainRequest? _last;
    private bool _armed;
    private bool _closed;

    public PendingCalls(TimeProvider time, TimeSpan timeout, TimeSpan grain)
    {
        _time = time;
        _timeoutSpan = timeout;
        _timeout = (long)(timeout.TotalSeconds * time.TimestampFrequency);
        _grain = grain;
        using (ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(static self => ((PendingCalls)self!).Expire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                var count = 0;
                for (var request = _first; request is not null; request = request.Later)
                {
                    count++;
                }

                return count;
            }
        }
    }

    public void Add(GrainRequest request)
    {
        request.Deadline = _time.GetTimestamp() + _timeout;
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            request.PendingIn = this;
            request.Earlier = _last;
            if (_last is null)
            {
                _first = request;
            }
            else
            {
                _last.Later = request;
            }

            _last = request;
            if (!_armed)
            {
                _armed = true;
                _timer.Change(_timeoutSpan + _grain, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>False when the caller has already got its answer or stopped waiting.</summary>
    public bool Remove(GrainRequest request)
    {
        lock (_lock)
        {
            if (request.PendingIn != this)
            {
                return false;
            }

            Unlink(request);
            return true;
        }
    }

    public GrainRequest[] Snapshot()
    {
        lock (_lock)
        {
            var all = new List<GrainRequest>();
            for (var request = _first; request is not null; request = request.Later)
            {
                all.Add(request);
            }

            return [.. all];
        }
    }

    /// <summary>Nobody waits here any more: the process is gone or going.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            while (_first is not null)
            {
                Unlink(_first);
            }

            _timer.Dispose();
        }
    }

    public void Dispose() => Close();

    private void Expire()
    {
        List<GrainRequest> expired = [];
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            while (_first is not null && _first.Deadline <= now)
            {
                expired.Add(_first);
                Unlink(_first);
            }

            _armed = _first is not null && !_closed;
            if (_armed)
            {
                _timer.Change(_time.GetElapsedTime(now, _first!.Deadline) + _grain, Timeout.InfiniteTimeSpan);
            }
        }

        foreach (var request in expired)
        {
            request.FailCaller(new TimeoutException(
                $"Response did not arrive on time in {_timeoutSpan} for message: {request}."));
        }
    }

    private void Unlink(GrainRequest request)
    {
        if (request.Earlier is null)
        {
            _first = request.Later;
        }
        else
        {
            request.Earlier.Later = request.Later;
        }

        if (request.Later is null)
        {
            _last = request.Earlier;
        }
        else
        {
            request.Later.Earlier = request.Earlier;
        }

        request.Earlier = request.Later = null;
        request.PendingIn = null;
    }
}
