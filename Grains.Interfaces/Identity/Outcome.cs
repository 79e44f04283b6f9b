using System.Diagnostics.CodeAnalysis;

namespace Muster.Identity;

/// <summary>What came of a command: a value, or the reason why nothing happened.</summary>
[GenerateSerializer, Immutable, Alias("muster.outcome`1")]
public readonly record struct Outcome<T>(T? Value, Refusal? Refusal)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsDone => Value is not null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}
