using System.Collections.Immutable;
using Muster.Identity;

namespace Muster.Records;

/// <summary>
/// The closed conversations of an agency's day and shard, key <c>agency/yyyy-MM-dd/shard</c>: with it what is stored can be found
/// again although storage cannot list.
/// </summary>
[Alias("Muster.IRegisterGrain")]
public interface IRegisterGrain : IGrainWithStringKey
{
    /// <summary>How many shards a day has: one for each minute.</summary>
    const int Shards = 1_440;

    /// <summary>Adds them; durable when it answers. Idempotent.</summary>
    Task Add(ImmutableArray<ClosedConversation> closed);

    /// <summary>All of them; for Muster itself.</summary>
    Task<Outcome<ClosedConversations>> All(Caller caller);
}

/// <summary>A closed conversation.</summary>
/// <param name="Conversation">The grain key.</param>
/// <param name="Queue">The queue's id.</param>
/// <param name="Reference">The short number.</param>
/// <param name="ClosedAt">When, UTC.</param>
[GenerateSerializer, Immutable, Alias("muster.closed-conversation")]
public sealed record ClosedConversation(string Conversation, string Queue, string Reference, DateTimeOffset ClosedAt);

/// <summary>What a register holds.</summary>
[GenerateSerializer, Immutable, Alias("muster.closed-conversations")]
public sealed record ClosedConversations(ImmutableArray<ClosedConversation> Items);
