using System.Runtime.CompilerServices;

namespace Orleans.Embedded;

/// <summary>A fresh state as Orleans makes one: by the parameterless constructor, or else with every member at its default.</summary>
internal static class StateActivator
{
    public static T Create<T>()
    {
        var type = typeof(T);
        if (type == typeof(string) || type.IsArray)
        {
            return default!;
        }

        return type.IsValueType || type.GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance<T>()
            : (T)RuntimeHelpers.GetUninitializedObject(type);
    }
}
