namespace Orleans.Embedded;

/// <summary>Sorted dictionaries, with their comparer.</summary>
internal sealed class SortedDictionaryCopier<TKey, TValue> : TypeCopier
    where TKey : notnull
{
    public override object Copy(object source, CopyContext context)
    {
        var from = (SortedDictionary<TKey, TValue>)source;
        var copy = new SortedDictionary<TKey, TValue>(from.Comparer);
        context.Remember(source, copy);
        foreach (var (key, value) in from)
        {
            copy.Add(context.Copy(key), context.Copy(value));
        }

        return copy;
    }
}
