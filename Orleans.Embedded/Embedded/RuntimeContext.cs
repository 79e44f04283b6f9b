using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Whose turn this thread is running, if anyone's (Orleans' RuntimeContext).</summary>
internal static class RuntimeContext
{
    [ThreadStatic]
    private static TurnQueue? _queue;

    public static TurnQueue? Queue
    {
        get => _queue;
        set => _queue = value;
    }

    public static IGrainContext? Current => _queue as IGrainContext;
}
