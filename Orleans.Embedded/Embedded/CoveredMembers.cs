using System.Reflection;

namespace Orleans.Embedded;

/// <summary>
/// Which members of a type travel: those with <see cref="IdAttribute"/>, and the primary-constructor parameters of records (or of a class that
/// asks), as Orleans' generator decides. A base type without <see cref="GenerateSerializerAttribute"/> does not travel.
/// </summary>
internal static class CoveredMembers
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IEnumerable<FieldInfo> Of(Type type)
    {
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            if (level.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is { } marked)
            {
                foreach (var field in OfLevel(level, marked))
                {
                    yield return field;
                }
            }
        }
    }

    private static IEnumerable<FieldInfo> OfLevel(Type type, GenerateSerializerAttribute marked)
    {
        var positional = IsRecord(type) || marked.IncludePrimaryConstructorParameters ? PrimaryConstructorParameters(type) : [];
        foreach (var field in type.GetFields(Own))
        {
            var property = BackedProperty(field);
            var member = (MemberInfo?)type.GetProperty(property ?? "", Own) ?? field;
            if (member.IsDefined(typeof(IdAttribute)) || positional.Contains(property ?? ParameterOf(field)))
            {
                yield return field;
            }
        }
    }

    private static string? BackedProperty(FieldInfo field) =>
        field.Name.StartsWith('<') && field.Name.EndsWith(">k__BackingField", StringComparison.Ordinal) ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : null;

    // A captured primary-constructor parameter of a class is kept in a field named <name>P.
    private static string ParameterOf(FieldInfo field) =>
        field.Name.StartsWith('<') && field.Name.EndsWith(">P", StringComparison.Ordinal) ? field.Name[1..^2] : field.Name;

    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$", Own) is not null || (type.IsValueType && type.GetMethod("PrintMembers", Own) is not null);

    /// <summary>The compiler gives a positional record a Deconstruct with the same parameters; without one, the longest constructor is taken.</summary>
    private static HashSet<string> PrimaryConstructorParameters(Type type)
    {
        var constructors = type.GetConstructors(Own)
            .Where(candidate => candidate.GetParameters() is { Length: > 0 } parameters && !(parameters.Length == 1 && parameters[0].ParameterType == type))
            .OrderByDescending(candidate => candidate.GetParameters().Length);
        if (IsRecord(type))
        {
            var deconstructions = type.GetMethods(Own)
                .Where(method => method.Name == "Deconstruct")
                .Select(method => method.GetParameters().Select(parameter => parameter.Name).ToArray())
                .ToArray();
            constructors = constructors.Where(candidate => deconstructions.Any(names => names.SequenceEqual(candidate.GetParameters().Select(parameter => parameter.Name))))
                .OrderByDescending(candidate => candidate.GetParameters().Length);
        }

        return [.. constructors.FirstOrDefault()?.GetParameters().Select(parameter => parameter.Name!) ?? []];
    }
}
