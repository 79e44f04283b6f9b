using System.Collections.Immutable;

namespace Orleans.Embedded;

/// <summary>Immutable lists of what must be copied.</summary>
internal sealed class ImmutableListCopier<T> : TypeCopier
{
    public override object Copy(object source, CopyContext context)
    {
        return ImmutableList.CreateRange(((ImmutableList<T>)source).Select(context.Copy));
    }
}
