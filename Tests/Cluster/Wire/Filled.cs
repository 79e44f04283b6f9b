#if ENGINE_ORLEANS
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace Muster.Tests.Cluster.Wire;

/// <summary>Values of any contract in which nothing is left out: no member has its default, every collection two elements, no two numbers are the same.</summary>
/// <param name="watcher">Makes what a grain can call back.</param>
internal sealed class Filled(Func<Type, object> watcher)
{
    private static readonly DateTimeOffset Moment = new(2026, 11, 22, 8, 0, 0, TimeSpan.FromHours(1));

    private int _last;

    public object Of(Type type) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } inner => Of(inner),
        _ when type == typeof(string) => string.Create(CultureInfo.InvariantCulture, $"text {++_last}"),
        _ when type == typeof(bool) => true,
        _ when type == typeof(int) => ++_last,
        _ when type == typeof(long) => long.MaxValue - ++_last,
        _ when type == typeof(double) => ++_last / 8.0,
        _ when type == typeof(TimeSpan) => TimeSpan.FromTicks(++_last),
        _ when type == typeof(DateTimeOffset) => Moment.AddTicks(++_last),
        _ when type == typeof(DateOnly) => DateOnly.FromDateTime(Moment.Date).AddDays(++_last),
        _ when type == typeof(TimeOnly) => new TimeOnly(++_last),
        { IsEnum: true } => OneOf([.. Enum.GetValues(type).Cast<object>().Where(value => Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0)]),
        _ when typeof(IAddressable).IsAssignableFrom(type) => watcher(type),
        _ when type.Namespace == typeof(ImmutableArray).Namespace => Collection(type),
        { IsAbstract: true } => throw new NotSupportedException($"{type.Name} is abstract: send each of its kinds."),
        _ when type.IsDefined(typeof(GenerateSerializerAttribute)) => Whole(type),
        _ => throw new NotSupportedException($"{type} is new here: say how it is filled."),
    };

    /// <summary>An immutable collection of these.</summary>
    public static object Collection(Type type, Array items) =>
        type.Assembly.GetType(type.FullName![..type.FullName!.IndexOf('`', StringComparison.Ordinal)])!.GetMethods()
            .Single(method => method.Name == "CreateRange" && method.GetParameters() is [{ ParameterType: { IsGenericType: true } only }] && only.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            .MakeGenericMethod(type.GetGenericArguments())
            .Invoke(null, [items])!;

    private object OneOf(object[] values) => values[++_last % values.Length];

    private object Collection(Type type)
    {
        var item = type.GetInterfaces().Append(type)
            .First(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEnumerable<>)).GetGenericArguments()[0];
        var items = Array.CreateInstance(item, 2);
        for (var i = 0; i < items.Length; i++) items.SetValue(Item(item), i);
        return Collection(type, items);
    }

    private object Item(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
            ? Activator.CreateInstance(type, [.. type.GetGenericArguments().Select(Of)])!
            : Of(type);

    private object Whole(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(made => made.GetParameters().Length);
        var parameters = constructor?.GetParameters() ?? [];
        var whole = constructor?.Invoke([.. parameters.Select(parameter => Of(parameter.ParameterType))]) ?? Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(one => one.CanWrite && parameters.All(parameter => parameter.Name != one.Name)))
            property.SetValue(whole, Of(property.PropertyType));

        foreach (var (name, value) in Fields.Of(whole))
        {
            if (value is null || value.Equals(value.GetType().IsValueType ? Activator.CreateInstance(value.GetType()) : null))
                throw new NotSupportedException($"{type.Name}.{name} cannot be filled.");
        }

        return whole;
    }
}
#endif
