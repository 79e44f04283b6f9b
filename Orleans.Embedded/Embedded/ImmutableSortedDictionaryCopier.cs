using System.Collections.Immutable;

namespace Orleans.Embedded;

/// <summary>Immutable sorted dictionaries of what must be copied.</summary>
internal sealed class ImmutableSortedDictionaryCopier<TKey, TValue> : TypeCopier
    where TKey : notnull
{
    public override object Copy(object source, CopyContext context)
    {
        var from = (ImmutableSortedDictionary<TKey, TValue>)source;
        return ImmutableSortedDictionary.CreateRange(from.KeyComparer, from.ValueComparer, from.Select(pair => KeyValuePair.Create(context.Copy(pair.Key), context.Copy(pair.Value))));
    }
}
