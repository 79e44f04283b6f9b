using System.Reflection;
using Muster.Auditing;
using Muster.Identity;

namespace Muster.Tests.Isolation;

/// <summary>A grain's method as the isolation tests know it: one line of <see cref="GrainCalls"/>.</summary>
/// <param name="Grain">The interface.</param>
/// <param name="Method">Its name there.</param>
/// <param name="May">Who may, of what: said here once more and in other words than the grain's own.</param>
/// <param name="Ask">Calls it.</param>
internal sealed record GrainCall(Type Grain, string Method, Func<Caller, Asked, bool> May, Func<Asking, Task<Reply>> Ask)
{
    /// <summary>Whoever may changes something, so they do it where that does not matter.</summary>
    public bool Changes { get; init; } = true;

    /// <summary>The audit log keeps a line of its own of who is refused there.</summary>
    public bool IsNoted => Grain != typeof(IAuditGrain);

    /// <summary>What may get lost is answered alike, whoever asks.</summary>
    public bool IsOneWay => Grain.GetMethod(Method)!.IsDefined(typeof(Orleans.Concurrency.OneWayAttribute));

    /// <summary>Who is let in, where the test shows that it opens at all: <c>citizen</c>, <c>agent</c>, <c>supervisor</c>, <c>administrator</c>, <c>auditor</c>, <c>system</c>.</summary>
    public string By { get; init; } = "agent";

    /// <summary>The conversation that it opens for them; see <see cref="OpenHouse"/>.</summary>
    public string On { get; init; } = OpenHouse.Held;

    public override string ToString() => NameOf(Grain.GetMethod(Method)!);

    public static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}

/// <summary>What is asked for.</summary>
/// <param name="Name">As a failure calls it.</param>
/// <param name="Key">The grain key.</param>
/// <param name="Area">The queue it belongs to; null for what belongs to the whole agency.</param>
/// <param name="Owner">The staff id of who holds it or is it.</param>
/// <param name="IsClosed">Of a conversation.</param>
internal sealed record Asked(string Name, string Key, string? Area = null, string? Owner = null, bool IsClosed = false)
{
    public string Agency => Key.Split('/')[0];
}

/// <summary>One question: who asks what of whom, and with which ears.</summary>
internal sealed record Asking(IGrainFactory Grains, Caller Caller, string Key, Ears Ears)
{
    /// <summary>The key of a conversation of the asked agency, where a method takes one besides its own.</summary>
    public string Conversation { get; init; } = "";

    /// <summary>The id of a ban of the asked agency, where a method takes one.</summary>
    public string Ban { get; init; } = "";

    public TGrain Grain<TGrain>()
        where TGrain : IGrainWithStringKey => Grains.GetGrain<TGrain>(Key);
}

/// <summary>What came of it.</summary>
/// <param name="Refusal">Null where it was done, or where nobody is answered.</param>
/// <param name="HasValue">Whether something came back.</param>
internal sealed record Reply(Refusal? Refusal, bool HasValue)
{
    public static async Task<Reply> To<T>(Task<Outcome<T>> asked)
        where T : class => await asked is var outcome ? new Reply(outcome.Refusal, outcome.Value is not null) : throw new InvalidOperationException();

    public static async Task<Reply> To(Task told)
    {
        await told;
        return new Reply(null, HasValue: false);
    }
}
