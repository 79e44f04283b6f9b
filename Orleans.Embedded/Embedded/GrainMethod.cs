using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Embedded;

/// <summary>What is known of an interface method before any call.</summary>
internal sealed class GrainMethod(Type interfaceType, MethodInfo method)
{
    public Type InterfaceType { get; } = interfaceType;

    public MethodInfo Method { get; } = method;

    public string Name { get; } = method.Name;

    public long StableHash { get; } = Runtime.IdSpan.Create(method.Name).GetUniformHashCode();

    /// <summary>Asked for, or a method that returns nothing to wait for.</summary>
    public bool IsOneWay { get; } = method.ReturnType == typeof(void) || method.IsDefined(typeof(OneWayAttribute));

    public bool IsAlwaysInterleave { get; } = method.IsDefined(typeof(AlwaysInterleaveAttribute));

    public bool IsReadOnly { get; } = method.IsDefined(typeof(ReadOnlyAttribute));

    public override string ToString() => $"{InterfaceType.Name}.{Name}";
}
