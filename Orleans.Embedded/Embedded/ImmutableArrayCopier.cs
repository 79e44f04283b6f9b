using System.Collections.Immutable;

namespace Orleans.Embedded;

/// <summary>Immutable arrays of what must be copied.</summary>
internal sealed class ImmutableArrayCopier<T> : TypeCopier
{
    public override object Copy(object source, CopyContext context)
    {
        var from = (ImmutableArray<T>)source;
        return from.IsDefault ? from : ImmutableArray.CreateRange(from, context.Copy);
    }
}
