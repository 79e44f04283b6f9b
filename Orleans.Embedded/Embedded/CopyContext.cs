using System.Collections.Concurrent;

namespace Orleans.Embedded;

/// <summary>One copy under way. What occurs twice in the original occurs twice, as one, in the copy.</summary>
internal sealed class CopyContext(bool evenImmutable)
{
    private static readonly ConcurrentDictionary<Type, bool> MarkedImmutable = new();

    private Dictionary<object, object>? _copies;

    public bool EvenImmutable { get; } = evenImmutable;

    public T Copy<T>(T value)
    {
        if (value is null || CopyRules<T>.IsShallow || (!EvenImmutable && CopyRules<T>.IsImmutable))
        {
            return value;
        }

        if (value is IGrainBase grain && typeof(T).IsInterface)
        {
            return (T)(object)GrainItselfCopier.As(grain, typeof(T));
        }

        return (T)CopyObject(value);
    }

    /// <summary>Before the members are copied, so that a member may point back.</summary>
    public void Remember(object source, object copy)
    {
        if (!source.GetType().IsValueType)
        {
            (_copies ??= new(ReferenceEqualityComparer.Instance))[source] = copy;
        }
    }

    private object CopyObject(object value)
    {
        var type = value.GetType();
        if (!EvenImmutable && MarkedImmutable.GetOrAdd(type, static type => CopyRules.IsImmutableType(type) || type.IsDefined(typeof(ImmutableAttribute), inherit: false)))
        {
            return value;
        }

        return _copies is not null && _copies.TryGetValue(value, out var copied) ? copied : DeepCopier.For(type).Copy(value, this);
    }
}
