using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>A grain class: its name, its interfaces and how to construct one.</summary>
internal sealed class GrainClass
{
    private readonly Lazy<(ConstructorInvoker Constructor, Func<Activation, object?>[] Arguments)> _construction;
    private readonly bool _keepAlive;

    public GrainClass(Type type)
    {
        Type = type;
        GrainType = type.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(null!, type) ?? GrainType.Create(ConventionalName(type));
        Interfaces = [.. type.GetInterfaces().Where(candidate => typeof(IAddressable).IsAssignableFrom(candidate) && candidate.GetMethods().Length > 0)];
        PrimaryInterface = Interfaces.FirstOrDefault(candidate => typeof(IGrain).IsAssignableFrom(candidate)) ?? typeof(IGrain);
        _construction = new(() =>
        {
            var constructor = ChooseConstructor(type);
            return (ConstructorInvoker.Create(constructor), [.. constructor.GetParameters().Select(GrainConstructorArgument.For)]);
        });
        _keepAlive = type.IsDefined(typeof(KeepAliveAttribute));
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public Type[] Interfaces { get; }

    public Type PrimaryInterface { get; }

    /// <summary>Null when it is never collected.</summary>
    public TimeSpan? CollectionAge(EngineOptions options) =>
        _keepAlive ? null : options.ClassSpecificCollectionAge.TryGetValue(Type.FullName ?? Type.Name, out var age) ? age : options.CollectionAge;

    public object Construct(Activation activation)
    {
        var (constructor, sources) = _construction.Value;
        var arguments = new object?[sources.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = sources[i](activation);
        }

        return constructor.Invoke(arguments.AsSpan());
    }

    /// <summary>Orleans' rule: the class name in small letters without <c>grain</c> at its end.</summary>
    private static string ConventionalName(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.EndsWith("grain", StringComparison.Ordinal) && name.Length > "grain".Length ? name[..^"grain".Length] : name;
    }

    private static ConstructorInfo ChooseConstructor(Type type)
    {
        var constructors = type.GetConstructors();
        return constructors.FirstOrDefault(candidate => candidate.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? constructors.MaxBy(candidate => candidate.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type} has no public constructor");
    }
}
