using System.Collections.Immutable;

namespace Orleans.Embedded;

/// <summary>Immutable sets of what must be copied.</summary>
internal sealed class ImmutableHashSetCopier<T> : TypeCopier
{
    public override object Copy(object source, CopyContext context)
    {
        var from = (ImmutableHashSet<T>)source;
        return ImmutableHashSet.CreateRange(from.KeyComparer, from.Select(context.Copy));
    }
}
