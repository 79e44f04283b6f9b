using System.Collections.Immutable;

namespace Orleans.Embedded;

/// <summary>Immutable dictionaries of what must be copied.</summary>
internal sealed class ImmutableDictionaryCopier<TKey, TValue> : TypeCopier
    where TKey : notnull
{
    public override object Copy(object source, CopyContext context)
    {
        var from = (ImmutableDictionary<TKey, TValue>)source;
        return ImmutableDictionary.CreateRange(from.KeyComparer, from.ValueComparer, from.Select(pair => KeyValuePair.Create(context.Copy(pair.Key), context.Copy(pair.Value))));
    }
}
