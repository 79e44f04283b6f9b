using System.Collections.Immutable;
using Muster.Metrics;
using Muster.Records;

namespace Muster.Conversations;

/// <summary>Counts a whole conversation anew from its stored facts: for figures of which something got lost.</summary>
public sealed class Recount(IJournal<ConversationFact, Conversation> journal)
{
    private const int EntriesAtOnce = 500;

    /// <param name="conversation">The grain key.</param>
    /// <returns>Each count with the key of the quarter of an hour it belongs to.</returns>
    /// <exception cref="JournalDamagedException">It cannot be read back as it was written.</exception>
    /// <exception cref="JournalUnavailableException">The store cannot be read now.</exception>
    public async Task<ImmutableArray<(string Quarter, Count Count)>> Of(string conversation)
    {
        var counts = ImmutableArray.CreateBuilder<(string, Count)>();
        var before = Conversation.Unopened;
        while (await journal.Read(conversation, before.LastSeq, EntriesAtOnce) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                if (before.CountOf(conversation, entry) is { } count)
                    counts.Add(count);
                before = before.With(entry);
            }
        }

        return counts.ToImmutable();
    }
}
