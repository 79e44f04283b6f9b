namespace Orleans.Embedded;

/// <summary>Arrays, element by element.</summary>
internal sealed class ArrayCopier<T> : TypeCopier
{
    public override object Copy(object source, CopyContext context)
    {
        var from = (T[])source;
        var copy = new T[from.Length];
        context.Remember(source, copy);
        if (CopyRules<T>.IsShallow)
        {
            from.CopyTo(copy, 0);
            return copy;
        }

        for (var i = 0; i < from.Length; i++)
        {
            copy[i] = context.Copy(from[i]);
        }

        return copy;
    }
}
