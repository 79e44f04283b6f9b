using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Which types need no copy.</summary>
internal static class CopyRules
{
    private static readonly HashSet<Type> Values =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly),
        typeof(TimeOnly), typeof(Uri), typeof(Version), typeof(Type), typeof(CultureInfo), typeof(IPAddress), typeof(IPEndPoint),
        typeof(BigInteger), typeof(Half), typeof(Int128), typeof(UInt128), typeof(Rune), typeof(CancellationToken), typeof(GrainId),
        typeof(GrainType), typeof(IdSpan), typeof(GrainInterfaceType), typeof(SiloAddress),
    ];

    public static bool IsShallowType(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || Values.Contains(type))
        {
            return true;
        }

        if (!type.IsGenericType)
        {
            return false;
        }

        var definition = type.GetGenericTypeDefinition();
        var holdsOnlyItsArguments = definition == typeof(Nullable<>)
            || definition == typeof(KeyValuePair<,>)
            || definition == typeof(ImmutableArray<>)
            || definition == typeof(ImmutableList<>)
            || definition == typeof(ImmutableDictionary<,>)
            || definition == typeof(ImmutableHashSet<>)
            || definition == typeof(ImmutableSortedDictionary<,>)
            || (type.IsValueType && typeof(ITuple).IsAssignableFrom(type));
        return holdsOnlyItsArguments && type.GetGenericArguments().All(IsShallowType);
    }

    /// <summary>Sealed, because a variable of the type might hold an unmarked subclass.</summary>
    public static bool IsImmutableType(Type type) =>
        IsShallowType(type)
        || ((type.IsSealed || type.IsValueType) && type.IsDefined(typeof(ImmutableAttribute), inherit: false))
        || (Nullable.GetUnderlyingType(type) is { } underlying && IsImmutableType(underlying))
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) && IsImmutableType(type.GetGenericArguments()[0]));
}
