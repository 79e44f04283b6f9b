using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Muster.Records;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>Whoever writes, writes: an append of an activation that has been replaced is numbered on instead of being refused.</summary>
public sealed class WritesWhateverTheSeq() : PlantedBug(Weather.Doubles)
{
    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) =>
        builder.Services.AddSingleton(typeof(IJournal<,>), typeof(Careless<,>));

#pragma warning disable CA1812 // Made by the container.
    private sealed class Careless<TFact, TSnapshot>(
        IJournalStore store, Envelope envelope, StorageJson json, ILogger<Journal<TFact, TSnapshot>> log) : IJournal<TFact, TSnapshot>
        where TFact : class
        where TSnapshot : class
    {
        private readonly Journal<TFact, TSnapshot> _inner = new(store, envelope, json, log);

        public Task<JournalHead<TFact, TSnapshot>> Open(string conversation) => _inner.Open(conversation);

        public async Task Append(string conversation, int expectedSeq, IReadOnlyList<JournalEntry<TFact>> entries)
        {
            try
            {
                await _inner.Append(conversation, expectedSeq, entries);
            }
            catch (JournalConflictException)
            {
                var last = (await _inner.Open(conversation)).LastSeq;
                await _inner.Append(conversation, last, [.. entries.Select((entry, index) => entry with { Seq = last + 1 + index })]);
            }
        }

        public Task<IReadOnlyList<JournalEntry<TFact>>> Read(string conversation, int after, int most) => _inner.Read(conversation, after, most);

        public Task SaveSnapshot(string conversation, int seq, TSnapshot snapshot) => _inner.SaveSnapshot(conversation, seq, snapshot);

        public Task Replace(string conversation, int knownSeq, JournalEntry<TFact> tombstone) => _inner.Replace(conversation, knownSeq, tombstone);
    }
#pragma warning restore CA1812
}
