namespace Orleans.Embedded;

/// <summary>Dictionaries, with their comparer.</summary>
internal sealed class DictionaryCopier<TKey, TValue> : TypeCopier
    where TKey : notnull
{
    public override object Copy(object source, CopyContext context)
    {
        var from = (Dictionary<TKey, TValue>)source;
        var copy = new Dictionary<TKey, TValue>(from.Count, from.Comparer);
        context.Remember(source, copy);
        foreach (var (key, value) in from)
        {
            copy.Add(context.Copy(key), context.Copy(value));
        }

        return copy;
    }
}
