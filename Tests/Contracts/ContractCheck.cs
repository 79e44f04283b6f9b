using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Muster.Tests.Contracts;

/// <summary>Follows everything that crosses a grain interface and collects what would be lost, mixed up or changed on the way.</summary>
internal sealed class ContractCheck
{
    private static readonly HashSet<Type> Plain =
    [
        typeof(string), typeof(bool), typeof(byte), typeof(int), typeof(long), typeof(ulong), typeof(double), typeof(decimal), typeof(void),
        typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Guid), typeof(Task), typeof(ValueTask),
        typeof(CancellationToken),
    ];

    private static readonly HashSet<Type> Wrappers =
    [
        typeof(Task<>), typeof(ValueTask<>), typeof(Nullable<>),
        typeof(ImmutableArray<>), typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>),
    ];

    private readonly SortedSet<string> _problems = new(StringComparer.Ordinal);
    private readonly HashSet<Type> _seen = [];
    private readonly Dictionary<string, Type> _aliases = new(StringComparer.Ordinal);

    /// <summary>One line for each thing that is wrong.</summary>
    public static IReadOnlyCollection<string> Problems(IEnumerable<Type> interfaces)
    {
        var check = new ContractCheck();
        foreach (var type in interfaces) check.Interface(type);
        return check._problems;
    }

    private void Interface(Type type)
    {
        Alias(type);
        foreach (var method in type.GetMethods())
        {
            var place = $"{type.Name}.{method.Name}";
            Crosses(method.ReturnType, place);
            foreach (var parameter in method.GetParameters()) Crosses(parameter.ParameterType, place);
        }
    }

    private void Crosses(Type type, string place)
    {
        if (Plain.Contains(type) || type.IsEnum || type.IsGenericParameter || typeof(IAddressable).IsAssignableFrom(type)) return;

        if (type.IsGenericType)
        {
            foreach (var argument in type.GetGenericArguments()) Crosses(argument, place);
            type = type.GetGenericTypeDefinition();
            if (Wrappers.Contains(type)) return;
        }

        if (type.IsArray || type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true) _problems.Add($"{place}: {type.Name} can be changed or is not known here");
        else if (_seen.Add(type)) Type(type);
    }

    private void Type(Type type)
    {
        if (!type.IsDefined(typeof(GenerateSerializerAttribute))) _problems.Add($"{type.Name}: has no [GenerateSerializer]");
        if (!type.IsDefined(typeof(ImmutableAttribute))) _problems.Add($"{type.Name}: has no [Immutable]");
        Alias(type);
        Ids(type);
        foreach (var field in Fields(type)) Field(type, field);
    }

    private void Alias(Type type)
    {
        if (type.GetCustomAttribute<AliasAttribute>() is not { } alias) _problems.Add($"{type.Name}: has no [Alias]");
        else if (!_aliases.TryAdd(alias.Alias, type)) _problems.Add($"{type.Name}: has the alias of {_aliases[alias.Alias].Name}");
    }

    private void Ids(Type type)
    {
        var repeated = type.GetMembers(Instance).Select(member => member.GetCustomAttribute<IdAttribute>()?.Id).OfType<uint>()
            .GroupBy(id => id).Where(same => same.Count() > 1);
        foreach (var id in repeated) _problems.Add($"{type.Name}: has [Id({id.Key})] twice");
    }

    private void Field(Type type, FieldInfo field)
    {
        var name = NameOf(field);
        var property = type.GetProperty(name, Instance);
        if (!field.IsInitOnly && !IsInitOnly(property)) _problems.Add($"{type.Name}.{name}: can be changed");
        if (!IsPositional(type, name) && !IsNumbered(field, property)) _problems.Add($"{type.Name}.{name}: is lost on the way, it has no [Id] and is no positional parameter");
        Crosses(field.FieldType, $"{type.Name}.{name}");
    }

    private static IEnumerable<FieldInfo> Fields(Type? type) =>
        type is null || type == typeof(object) || type == typeof(ValueType)
            ? []
            : type.GetFields(Instance | BindingFlags.DeclaredOnly).Concat(Fields(type.BaseType));

    /// <summary>The property's name for the field the compiler made for it.</summary>
    private static string NameOf(FieldInfo field) => field.Name is ['<', ..] name ? name[1..name.IndexOf('>', StringComparison.Ordinal)] : field.Name;

    private static bool IsInitOnly(PropertyInfo? property) =>
        property is { SetMethod: { } setter } && setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsNumbered(FieldInfo field, PropertyInfo? property) =>
        field.IsDefined(typeof(IdAttribute)) || property?.IsDefined(typeof(IdAttribute)) == true;

    private static bool IsPositional(Type type, string member) =>
        type.GetMethod("PrintMembers", Instance) is not null // a record
        && type.GetConstructors().Any(made => made.GetParameters() is { Length: > 0 } parameters
            && parameters.All(parameter => type.GetProperty(parameter.Name!) is not null)
            && parameters.Any(parameter => parameter.Name == member));

    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
}
