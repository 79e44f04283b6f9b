#if ENGINE_ORLEANS
using System.Collections;
using System.Globalization;

namespace Muster.Tests.Cluster.Wire;

/// <summary>A value field by field, whatever it says of itself: two that are spelled alike are alike.</summary>
internal static class Spelled
{
    public static string Of(object? value) => value switch
    {
        null => "nothing",
        string text => $"\"{text}\"",
        bool yes => yes ? "true" : "false",
        IAddressable reference => $"{reference.GetGrainId()}",
        Enum one => $"{one.GetType().Name} {Convert.ToInt64(one, CultureInfo.InvariantCulture)}",
        DateTimeOffset or DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        IFormattable plain when value.GetType().Namespace == nameof(System) => plain.ToString(null, CultureInfo.InvariantCulture),
        IDictionary pairs => $"[{string.Join(", ", pairs.Cast<object>().Select(Of).Order(StringComparer.Ordinal))}]",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Of))}]",
        _ => $"{value.GetType().Name} {{ {string.Join(", ", Fields.Of(value).Select(field => $"{field.Name} = {Of(field.Value)}"))} }}",
    };
}
#endif
