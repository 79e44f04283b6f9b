using System.Collections.Concurrent;
using System.Reflection.Emit;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Generates, once per interface, the reference class and one request class per method: what Orleans' source generator does at build time.</summary>
internal static class ProxyFactory
{
    // Generated code is a pure function of the interface: sharing it between clusters and simulated runs shares no state.
    private static readonly ConcurrentDictionary<Type, Lazy<Func<Engine, GrainId, GrainReference>>> Factories = new();

    public static GrainReference Create(Type interfaceType, Engine engine, GrainId id) =>
        Factories.GetOrAdd(interfaceType, static type => new(() => Generate(type))).Value(engine, id);

    private static Func<Engine, GrainId, GrainReference> Generate(Type interfaceType)
    {
        if (!interfaceType.IsInterface)
        {
            throw new ArgumentException($"{interfaceType} is not an interface", nameof(interfaceType));
        }

        var proxyType = new ProxyGenerator(interfaceType).Generate();
        var constructor = proxyType.GetConstructor([typeof(Engine), typeof(GrainId)])!;
        var create = new DynamicMethod("New " + proxyType.Name, typeof(GrainReference), [typeof(Engine), typeof(GrainId)], proxyType.Module, skipVisibility: true);
        var code = create.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Newobj, constructor);
        code.Emit(OpCodes.Ret);
        return create.CreateDelegate<Func<Engine, GrainId, GrainReference>>();
    }
}
