using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Embedded;

/// <summary>
/// The isolation of a grain call: the other side gets a copy of what <see cref="IdAttribute"/> covers, so what Orleans would lose on the
/// wire is lost here too, and a type Orleans could not carry is refused here too (Orleans' "Serialization" page and its generated copiers).
/// </summary>
internal static class DeepCopier
{
    // Plans are pure functions of a type: sharing them between clusters and simulated runs shares no state.
    private static readonly ConcurrentDictionary<Type, TypeCopier> Copiers = new();

    /// <param name="value">What crosses.</param>
    /// <param name="evenImmutable">A wire copies what is marked immutable too.</param>
    public static T Copy<T>(T value, bool evenImmutable)
    {
        if (value is null || CopyRules<T>.IsShallow || (!evenImmutable && CopyRules<T>.IsImmutable))
        {
            return value;
        }

        return new CopyContext(evenImmutable).Copy(value);
    }

    public static TypeCopier For(Type type) => Copiers.GetOrAdd(type, static type => Plan(type));

    private static TypeCopier Plan(Type type)
    {
        if (CopyRules.IsShallowType(type) || typeof(GrainReference).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type))
        {
            return ShallowCopier.Instance;
        }

        if (type.IsArray && type.GetArrayRank() == 1)
        {
            return Of(typeof(ArrayCopier<>), type.GetElementType()!);
        }

        if (typeof(Exception).IsAssignableFrom(type))
        {
            return new ExceptionCopier(type);
        }

        if (typeof(IGrainBase).IsAssignableFrom(type))
        {
            return GrainItselfCopier.Instance;
        }

        if (type.IsGenericType && Collection(type.GetGenericTypeDefinition()) is { } copier)
        {
            return Of(copier, type.GetGenericArguments());
        }

        if (typeof(ITuple).IsAssignableFrom(type) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)))
        {
            return MemberCopier.OfAllFields(type);
        }

        if (type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            return MemberCopier.OfCoveredMembers(type);
        }

        throw new CodecNotFoundException(
            $"Could not find a copier for type {type}: it needs [GenerateSerializer], or to be a plain collection (a collection expression behind an interface is none).");
    }

    private static TypeCopier Of(Type copier, params Type[] arguments) =>
        (TypeCopier)Activator.CreateInstance(copier.MakeGenericType(arguments))!;

    private static Type? Collection(Type definition) =>
        definition == typeof(List<>) ? typeof(ListCopier<>)
        : definition == typeof(Dictionary<,>) ? typeof(DictionaryCopier<,>)
        : definition == typeof(HashSet<>) ? typeof(HashSetCopier<>)
        : definition == typeof(Queue<>) ? typeof(QueueCopier<>)
        : definition == typeof(SortedDictionary<,>) ? typeof(SortedDictionaryCopier<,>)
        : definition == typeof(System.Collections.ObjectModel.ReadOnlyCollection<>) ? typeof(ReadOnlyCollectionCopier<>)
        : definition == typeof(ImmutableArray<>) ? typeof(ImmutableArrayCopier<>)
        : definition == typeof(ImmutableList<>) ? typeof(ImmutableListCopier<>)
        : definition == typeof(ImmutableDictionary<,>) ? typeof(ImmutableDictionaryCopier<,>)
        : definition == typeof(ImmutableHashSet<>) ? typeof(ImmutableHashSetCopier<>)
        : definition == typeof(ImmutableSortedDictionary<,>) ? typeof(ImmutableSortedDictionaryCopier<,>)
        : null;
}
