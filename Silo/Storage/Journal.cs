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
    private readonly JournalPlaces _places = new(store, envelope.Keys);

    public Task<JournalHead<TFact, TSnapshot>> Open(string conversation) => Told(conversation, async () =>
    {
        var head = await store.Open(conversation);
        var snapshot = head.Snapshot is { } record ? await Snapshot(conversation, head.SnapshotSeq, record) : null;
        if (snapshot is null && head.Snapshot is not null) head = await store.Open(conversation, withSnapshot: false); // the facts add up to it again; that only takes longer
        return new JournalHead<TFact, TSnapshot>(head.LastSeq, head.SnapshotSeq, snapshot, await Facts(conversation, head.After), head.Keys);
    });

    public Task Append(string conversation, int expectedSeq, IReadOnlyList<JournalEntry<TFact>> entries) => Told(conversation, async () =>
    {
        var place = expectedSeq == 0 && entries.Count > 0 ? _places.OfNew(conversation, entries[0].At) : await _places.Of(conversation, expectedSeq);
        var key = await envelope.Keys.ForWriting(place);
        var stored = new StoredEntry[entries.Count];
        for (var i = 0; i < stored.Length; i++) stored[i] = Stored(key, conversation, entries[i]);
        await store.Append(conversation, expectedSeq, stored);
        if (expectedSeq == 0) _places.Note(conversation, place);
        return true;
    });

    public Task<IReadOnlyList<JournalEntry<TFact>>> Read(string conversation, int after, int most) => Told<IReadOnlyList<JournalEntry<TFact>>>(
        conversation, async () => await Facts(conversation, await store.Read(conversation, after, most)));

    public Task SaveSnapshot(string conversation, int seq, TSnapshot snapshot) => Told(conversation, async () =>
    {
        var key = await envelope.Keys.ForWriting(await _places.Of(conversation, seq));
        await store.SaveSnapshot(conversation, seq, Sealed(key));
        return true;

        byte[] Sealed(DataKey with)
        {
            Span<byte> place = stackalloc byte[Place.MostBytes(conversation)];
            var length = Place.OfSnapshot(place, conversation, seq);
            return Seal(with, snapshot, place[..length]);
        }
    });

    public Task Replace(string conversation, int knownSeq, JournalEntry<TFact> tombstone) => Told(conversation, async () =>
    {
        var key = await envelope.Keys.ForWriting(await _places.Of(conversation, tombstone.Seq));
        await store.Replace(conversation, knownSeq, Stored(key, conversation, tombstone));
        return true;
    });

    /// <summary>What can go wrong with keys, in the words of the contract.</summary>
    private static async Task<T> Told<T>(string conversation, Func<Task<T>> use)
    {
        try
        {
            return await use();
        }
        catch (Exception later) when (later is KeysUnavailableException or EnvelopeException)
        {
            throw new JournalUnavailableException($"Conversation {conversation} cannot be read or written: {later.Message}", later);
        }
        catch (RecordsDisposedException disposed)
        {
            throw new JournalDisposedException(conversation, disposed);
        }
    }

    /// <returns>Null where it cannot be read.</returns>
    private async Task<TSnapshot?> Snapshot(string conversation, int seq, byte[] record)
    {
        try
        {
            var key = await envelope.KeyOf(RecordPlaces.OfJournal(conversation), record);
            Note(conversation, key);
            return Opened(key);
        }
        catch (Exception unreadable) when (unreadable is EnvelopeException or JsonException)
        {
            log.LogError("The snapshot of {Conversation} at {Seq} is passed over: {Reason}", conversation, seq, unreadable.Message);
            return null;
        }

        TSnapshot Opened(DataKey key)
        {
            Span<byte> place = stackalloc byte[Place.MostBytes(conversation)];
            var length = Place.OfSnapshot(place, conversation, seq);
            return JsonSerializer.Deserialize<TSnapshot>(Envelope.Open(key, record, place[..length]), json.Options) ?? throw new JsonException("it is null");
        }
    }

    private async Task<JournalEntry<TFact>[]> Facts(string conversation, IReadOnlyList<StoredEntry> entries)
    {
        var facts = new JournalEntry<TFact>[entries.Count];
        for (var i = 0; i < facts.Length; i++)
        {
            try
            {
                var key = await envelope.KeyOf(RecordPlaces.OfJournal(conversation), entries[i].Body.Span);
                if (i == 0) Note(conversation, key);
                facts[i] = Fact(key, conversation, entries[i]);
            }
            catch (EnvelopeException damage)
            {
                throw new JournalDamagedException($"Entry {entries[i].Seq} of {conversation} cannot be read: {damage.Message}.", damage);
            }
            catch (JsonException unknown)
            {
                // Without the cause: it may quote what a citizen wrote.
                throw new JournalDamagedException($"Entry {entries[i].Seq} of {conversation} is no {typeof(TFact).Name} (at {unknown.Path}).");
            }
        }

        return facts;
    }

    private JournalEntry<TFact> Fact(DataKey key, string conversation, in StoredEntry entry)
    {
        Span<byte> place = stackalloc byte[Place.MostBytes(conversation)];
        var length = Place.OfEntry(place, conversation, entry);
        var fact = JsonSerializer.Deserialize<TFact>(Envelope.Open(key, entry.Body.Span, place[..length]), json.Options) ?? throw new JsonException("it is null");
        return new JournalEntry<TFact>(entry.Seq, new DateTimeOffset(entry.At, TimeSpan.Zero), entry.Key, fact);
    }

    private StoredEntry Stored(DataKey key, string conversation, in JournalEntry<TFact> entry)
    {
        var stored = new StoredEntry(entry.Seq, entry.At.UtcTicks, entry.Key, default);
        Span<byte> place = stackalloc byte[Place.MostBytes(conversation)];
        var length = Place.OfEntry(place, conversation, stored);
        return stored with { Body = Seal(key, entry.Fact, place[..length]) };
    }

    private void Note(string conversation, DataKey key)
    {
        if (key.Place is { } place) _places.Note(conversation, place);
    }

    private byte[] Seal<T>(DataKey key, T content, ReadOnlySpan<byte> place)
    {
        var buffer = SealBuffer.Rent();
        try
        {
            return envelope.Seal(key, buffer.Serialize(content, json.Options), place);
        }
        finally
        {
            SealBuffer.Return(buffer);
        }
    }
}
