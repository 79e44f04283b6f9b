namespace Orleans.Embedded;

/// <summary>Lists, element by element.</summary>
internal sealed class ListCopier<T> : TypeCopier
{
    public override object Copy(object source, CopyContext context)
    {
        var from = (List<T>)source;
        var copy = new List<T>(from.Count);
        context.Remember(source, copy);
        if (CopyRules<T>.IsShallow)
        {
            copy.AddRange(from);
            return copy;
        }

        foreach (var element in from)
        {
            copy.Add(context.Copy(element));
        }

        return copy;
    }
}
