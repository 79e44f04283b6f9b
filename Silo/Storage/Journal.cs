using System.Text.Json;
using Muster.Records;
using Muster.Silo.Storage.Encryption;

namespace Muster.Silo.Storage;

/// <summary>Facts as JSON, each sealed for its place in an envelope, over any <see cref="IJournalStore"/>.</summary>
public sealed class Journal<TFact, TSnapshot>(
    IJournalStore store,
    Envelope envelope,
    StorageJson json,
    ILogger<Journal<TFact, TSnapshot>> log) : IJournal<TFact, TSnapshot>
    where TFact : class
    where TSnapshot : class
{
    public async Task<JournalHead<TFact, TSnapshot>> Open(string conversation)
    {
        var head = await store.Open(conversation);
        if (head.Snapshot is null) return Opened(head, null);
        try
        {
            return Opened(head, OpenSnapshot(head.Snapshot));
        }
        catch (Exception unreadable) when (unreadable is EnvelopeException or JsonException)
        {
            // The facts add up to it again; that only takes longer.
            log.LogError("The snapshot of {Conversation} at {Seq} is passed over: {Reason}", conversation, head.SnapshotSeq, unreadable.Message);
            return Opened(await store.Open(conversation, withSnapshot: false), null);
        }

        JournalHead<TFact, TSnapshot> Opened(StoredHead found, TSnapshot? snapshot) =>
            new(found.LastSeq, found.SnapshotSeq, snapshot, Facts(conversation, found.After), found.Keys);

        TSnapshot OpenSnapshot(byte[] record)
        {
            Span<byte> place = stackalloc byte[Place.MostBytes(conversation)];
            var length = Place.OfSnapshot(place, conversation, head.SnapshotSeq);
            return JsonSerializer.Deserialize<TSnapshot>(envelope.Open(record, place[..length]), json.Options) ?? throw new JsonException("it is null");
        }
    }

    public Task Append(string conversation, int expectedSeq, IReadOnlyList<JournalEntry<TFact>> entries)
    {
        var stored = new StoredEntry[entries.Count];
        for (var i = 0; i < stored.Length; i++) stored[i] = Stored(conversation, entries[i]);
        return store.Append(conversation, expectedSeq, stored);
    }

    public async Task<IReadOnlyList<JournalEntry<TFact>>> Read(string conversation, int after, int most) =>
        Facts(conversation, await store.Read(conversation, after, most));

    public Task SaveSnapshot(string conversation, int seq, TSnapshot snapshot)
    {
        Span<byte> place = stackalloc byte[Place.MostBytes(conversation)];
        var length = Place.OfSnapshot(place, conversation, seq);
        return store.SaveSnapshot(conversation, seq, Seal(snapshot, place[..length]));
    }

    public Task Replace(string conversation, int knownSeq, JournalEntry<TFact> tombstone) =>
        store.Replace(conversation, knownSeq, Stored(conversation, tombstone));

    private StoredEntry Stored(string conversation, in JournalEntry<TFact> entry)
    {
        var stored = new StoredEntry(entry.Seq, entry.At.UtcTicks, entry.Key, default);
        Span<byte> place = stackalloc byte[Place.MostBytes(conversation)];
        var length = Place.OfEntry(place, conversation, stored);
        return stored with { Body = Seal(entry.Fact, place[..length]) };
    }

    private JournalEntry<TFact>[] Facts(string conversation, IReadOnlyList<StoredEntry> entries)
    {
        var facts = new JournalEntry<TFact>[entries.Count];
        for (var i = 0; i < facts.Length; i++) facts[i] = Fact(conversation, entries[i]);
        return facts;
    }

    private JournalEntry<TFact> Fact(string conversation, in StoredEntry entry)
    {
        Span<byte> place = stackalloc byte[Place.MostBytes(conversation)];
        var length = Place.OfEntry(place, conversation, entry);
        try
        {
            var fact = JsonSerializer.Deserialize<TFact>(envelope.Open(entry.Body.Span, place[..length]), json.Options) ?? throw new JsonException("it is null");
            return new JournalEntry<TFact>(entry.Seq, new DateTimeOffset(entry.At, TimeSpan.Zero), entry.Key, fact);
        }
        catch (EnvelopeException damage)
        {
            throw new JournalDamagedException($"Entry {entry.Seq} of {conversation} cannot be read: {damage.Message}.", damage);
        }
        catch (JsonException unknown)
        {
            // Without the cause: it may quote what a citizen wrote.
            throw new JournalDamagedException($"Entry {entry.Seq} of {conversation} is no {typeof(TFact).Name} (at {unknown.Path}).");
        }
    }

    private byte[] Seal<T>(T content, ReadOnlySpan<byte> place)
    {
        var buffer = SealBuffer.Rent();
        try
        {
            return envelope.Seal(buffer.Serialize(content, json.Options), place);
        }
        finally
        {
            SealBuffer.Return(buffer);
        }
    }
}
