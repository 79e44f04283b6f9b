#if ENGINE_ORLEANS
using System.Reflection;
using System.Threading.Channels;

namespace Muster.Tests.Cluster.Wire;

/// <summary>A watcher of whatever kind, which notes what it is told.</summary>
public class Ear : DispatchProxy
{
    private readonly Channel<object?[]> _heard = Channel.CreateUnbounded<object?[]>();

    internal ValueTask<object?[]> Next() => _heard.Reader.ReadAsync(TestContext.Current.CancellationToken);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _heard.Writer.TryWrite(args ?? []);
        return null;
    }
}
#endif
