using System.Globalization;
using System.Reflection;

namespace Muster.Tests.Contracts;

/// <summary>
/// Everything two processes must agree on, a line each: before the colon what stands on the wire, after it what is meant by it. Methods are
/// known by the names of their parameters' types, so these stand as they are in the code.
/// </summary>
internal static class ContractList
{
    public static IEnumerable<string> Lines(IEnumerable<Type> types) => types.SelectMany(Lines).Order(StringComparer.Ordinal);

    /// <summary>Lines that are gone, or mean something else now: processes that run still rely on them.</summary>
    public static IEnumerable<string> TakenBack(IEnumerable<string> approved, IEnumerable<string> actual)
    {
        var now = actual.ToDictionary(OnTheWire, StringComparer.Ordinal);
        return from line in approved
               let found = now.GetValueOrDefault(OnTheWire(line))
               where found != line
               select found is null ? $"{line} is gone" : $"{line} has become {found}";
    }

    /// <summary>Lines whose place was free.</summary>
    public static IEnumerable<string> Added(IEnumerable<string> approved, IEnumerable<string> actual) =>
        actual.ExceptBy(approved.Select(OnTheWire), OnTheWire, StringComparer.Ordinal);

    private static string OnTheWire(string line) => line[..line.IndexOf(": ", StringComparison.Ordinal)];

    private static IEnumerable<string> Lines(Type type) => type switch
    {
        { IsEnum: true } => Enum.GetNames(type).Select(name => string.Create(
            CultureInfo.InvariantCulture, $"{Name(type)} {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}: {name}")),
        { IsInterface: true } => type.GetMethods().Select(method =>
            $"{Alias(type)}.{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)))}): {Name(method.ReturnType)}")
            .Append($"{Alias(type)}: {Name(type)}"),
        _ => Parameters(type).Select((parameter, number) => $"{Alias(type)} parameter {number}: {parameter.Name} {Name(parameter.ParameterType)}")
            .Concat(from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                    let id = property.GetCustomAttribute<IdAttribute>()?.Id
                    where id is not null
                    select $"{Alias(type)} id {id}: {property.Name} {Name(property.PropertyType)}")
            .Append($"{Alias(type)}: {(type.IsValueType ? "struct" : "class")} {Name(type)}"),
    };

    private static ParameterInfo[] Parameters(Type type) => type.GetConstructors().MaxBy(made => made.GetParameters().Length)?.GetParameters() ?? [];

    private static string Alias(Type type) => type.GetCustomAttribute<AliasAttribute>()?.Alias ?? Name(type);

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return $"{Name(inner)}?";

        var name = type.Namespace?.StartsWith(nameof(System), StringComparison.Ordinal) == true || type.IsGenericParameter ? type.Name : $"{type.Namespace}.{type.Name}";
        return type.IsGenericType
            ? $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : name;
    }
}
