#if ENGINE_ORLEANS
using System.Reflection;

namespace Muster.Tests.Cluster.Wire;

/// <summary>What an object holds, whether or not its contract says so.</summary>
internal static class Fields
{
    public static IEnumerable<(string Name, object? Value)> Of(object whole) => Of(whole.GetType()).Select(field => (field.Name, field.GetValue(whole)));

    private static IEnumerable<FieldInfo> Of(Type? type) =>
        type is null
            ? []
            : Of(type.BaseType).Concat(type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
}
#endif
