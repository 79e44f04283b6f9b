namespace Orleans.Embedded;

/// <summary>How values of one type are copied.</summary>
internal abstract class TypeCopier
{
    public abstract object Copy(object source, CopyContext context);
}
