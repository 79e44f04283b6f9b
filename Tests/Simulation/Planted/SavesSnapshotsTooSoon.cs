using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Muster.Conversations;
using Muster.Records;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>A snapshot is stored before the facts it covers: where those fail, it is ahead of the journal.</summary>
public sealed class SavesSnapshotsTooSoon() : PlantedBug(Weather.Disk)
{
    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) =>
        builder.Services.AddSingleton<IJournal<ConversationFact, Conversation>, Eager>();

#pragma warning disable CA1812 // Made by the container.
    private sealed class Eager(
        IJournalStore store, Envelope envelope, StorageJson json, ILogger<Journal<ConversationFact, Conversation>> log) : IJournal<ConversationFact, Conversation>
    {
        private readonly Journal<ConversationFact, Conversation> _inner = new(store, envelope, json, log);

        public Task<JournalHead<ConversationFact, Conversation>> Open(string conversation) => _inner.Open(conversation);

        public async Task Append(string conversation, int expectedSeq, IReadOnlyList<JournalEntry<ConversationFact>> entries)
        {
            var head = await _inner.Open(conversation);
            var next = entries.Aggregate(head.After.Aggregate(head.Snapshot ?? Conversation.Unopened, (sum, entry) => sum.With(entry)), (sum, entry) => sum.With(entry));
            await _inner.SaveSnapshot(conversation, next.LastSeq, next);
            await _inner.Append(conversation, expectedSeq, entries);
        }

        public Task<IReadOnlyList<JournalEntry<ConversationFact>>> Read(string conversation, int after, int most) => _inner.Read(conversation, after, most);

        public Task SaveSnapshot(string conversation, int seq, Conversation snapshot) => _inner.SaveSnapshot(conversation, seq, snapshot);

        public Task Replace(string conversation, int knownSeq, JournalEntry<ConversationFact> tombstone) => _inner.Replace(conversation, knownSeq, tombstone);
    }
#pragma warning restore CA1812
}
