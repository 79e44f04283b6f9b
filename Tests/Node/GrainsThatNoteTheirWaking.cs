using System.Reflection;
using Muster.Queues;

namespace Muster.Tests.Node;

/// <summary>A factory of queues that only note when they are woken; the one called broken throws.</summary>
public class GrainsThatNoteTheirWaking : DispatchProxy
{
    private readonly Dictionary<string, int> _woken = [];
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string[] _expected = [];

    public IGrainFactory Factory => (IGrainFactory)(object)this;

    public static GrainsThatNoteTheirWaking Create() => (GrainsThatNoteTheirWaking)(object)Create<IGrainFactory, GrainsThatNoteTheirWaking>();

    /// <summary>Completes when each of these has been woken twice.</summary>
    public Task WokenTwice(params string[] queues)
    {
        lock (_woken) _expected = queues;
        return _all.Task;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var queue = (QueueThatNotes)(object)Create<IQueueGrain, QueueThatNotes>();
        queue.Woken = () => Note((string)args![0]!);
        return queue;
    }

    private void Note(string queue)
    {
        lock (_woken)
        {
            _woken[queue] = _woken.GetValueOrDefault(queue) + 1;
            if (_expected.Length > 0 && _expected.All(expected => _woken.GetValueOrDefault(expected) >= 2)) _all.TrySetResult();
        }

        if (queue.EndsWith("broken", StringComparison.Ordinal)) throw new TimeoutException("It does not wake.");
    }
}
