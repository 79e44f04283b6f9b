using System.Collections.ObjectModel;

namespace Orleans.Embedded;

/// <summary>Read-only collections, element by element.</summary>
internal sealed class ReadOnlyCollectionCopier<T> : TypeCopier
{
    public override object Copy(object source, CopyContext context)
    {
        var copy = new ReadOnlyCollection<T>([.. ((ReadOnlyCollection<T>)source).Select(context.Copy)]);
        context.Remember(source, copy);
        return copy;
    }
}
