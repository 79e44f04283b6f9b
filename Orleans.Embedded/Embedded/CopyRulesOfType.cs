namespace Orleans.Embedded;

/// <summary><see cref="CopyRules"/>, asked once per type.</summary>
internal static class CopyRules<T>
{
    public static readonly bool IsShallow = CopyRules.IsShallowType(typeof(T));

    public static readonly bool IsImmutable = CopyRules.IsImmutableType(typeof(T));
}
