namespace Orleans.Embedded;

/// <summary>Sets, with their comparer.</summary>
internal sealed class HashSetCopier<T> : TypeCopier
{
    public override object Copy(object source, CopyContext context)
    {
        var from = (HashSet<T>)source;
        var copy = new HashSet<T>(from.Count, from.Comparer);
        context.Remember(source, copy);
        foreach (var element in from)
        {
            copy.Add(context.Copy(element));
        }

        return copy;
    }
}
