using System.Reflection;

namespace Muster.Tests.Node;

/// <summary>A factory of grains that answer whatever is asked with what the test laid down.</summary>
public class GrainsThatSay : DispatchProxy
{
    private readonly Dictionary<string, object> _grains = [];

    public IGrainFactory Factory => (IGrainFactory)(object)this;

    public static GrainsThatSay Create() => (GrainsThatSay)(object)Create<IGrainFactory, GrainsThatSay>();

    public void Say<TGrain, TAnswer>(string key, TAnswer answer) where TGrain : class
    {
        var grain = Create<TGrain, GrainThatSays>();
        ((GrainThatSays)(object)grain).Answer = Task.FromResult(answer);
        _grains[key] = grain;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _grains[(string)args![0]!];
}
