namespace Orleans.Embedded;

/// <summary>The value is its own copy.</summary>
internal sealed class ShallowCopier : TypeCopier
{
    public static ShallowCopier Instance { get; } = new();

    public override object Copy(object source, CopyContext context) => source;
}
