using System.Threading.Tasks.Sources;

namespace Muster.LoadTests.Wire;

/// <summary>One awaitable result at a time, used again and again; whoever awaits goes on where it is given, on the loop's thread.</summary>
internal sealed class Signal<T> : IValueTaskSource<T>
{
    private Action<object?>? _continuation;
    private object? _state;
    private T? _result;
    private Exception? _failure;
    private bool _given;
    private short _version;

    public bool IsAwaited => _continuation is not null;

    public ValueTask<T> Wait() => new(this, _version);

    public void Give(T result)
    {
        _result = result;
        Complete();
    }

    public void Fail(Exception failure)
    {
        _failure = failure;
        Complete();
    }

    T IValueTaskSource<T>.GetResult(short token)
    {
        var (result, failure) = (_result, _failure);
        (_result, _failure, _given, _version) = (default, null, false, (short)(_version + 1));
        return failure is null ? result! : throw failure;
    }

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => (_given, _failure) switch
    {
        (false, _) => ValueTaskSourceStatus.Pending,
        (true, null) => ValueTaskSourceStatus.Succeeded,
        (true, _) => ValueTaskSourceStatus.Faulted,
    };

    void IValueTaskSource<T>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        if (_given)
            continuation(state);
        else
            (_continuation, _state) = (continuation, state);
    }

    private void Complete()
    {
        _given = true;
        var (continuation, state) = (_continuation, _state);
        (_continuation, _state) = (null, null);
        continuation?.Invoke(state);
    }
}
