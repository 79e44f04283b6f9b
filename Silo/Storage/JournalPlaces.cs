using Muster.Silo.Storage.Encryption;

namespace Muster.Silo.Storage;

/// <summary>
/// Which data key a conversation's records are written with: one for its whole life, named by its first entry. Later ones follow what is stored
/// already, whatever a setting says by then.
/// </summary>
internal sealed class JournalPlaces(IJournalStore store, DataKeys keys)
{
    /// <summary>Conversations whose place is remembered: at most twice as many, about 30 MB. One that was forgotten costs a read of one entry.</summary>
    private const int MostRemembered = 100_000;

    private readonly Lock _gate = new();
    private Dictionary<string, KeyPlace> _young = new(StringComparer.Ordinal);
    private Dictionary<string, KeyPlace> _old = new(StringComparer.Ordinal);

    /// <param name="seq">An entry that is stored.</param>
    public ValueTask<KeyPlace> Of(string conversation, int seq) => Known(conversation) is { } known ? new(known) : new(Find(conversation, seq));

    /// <summary>Of one that has no entries yet; to be noted once it has.</summary>
    /// <param name="at">When its first entry was made.</param>
    public KeyPlace OfNew(string conversation, DateTimeOffset at)
    {
        var scope = RecordPlaces.OfJournal(conversation);
        return keys.Place(scope, keys.Settings.Keep.DueOf(scope.Class, RecordPlaces.BeginningOf(conversation, at)));
    }

    public void Note(string conversation, KeyPlace place)
    {
        lock (_gate)
        {
            if (_young.Count >= MostRemembered) (_old, _young) = (_young, new Dictionary<string, KeyPlace>(StringComparer.Ordinal));
            _young[conversation] = place;
        }
    }

    private KeyPlace? Known(string conversation)
    {
        KeyPlace? place;
        lock (_gate)
        {
            if (_young.TryGetValue(conversation, out place)) return place;
            if (!_old.Remove(conversation, out place)) return null;
        }

        Note(conversation, place);
        return place;
    }

    private async Task<KeyPlace> Find(string conversation, int seq)
    {
        var stored = await store.Read(conversation, Math.Max(0, seq - 1), 1);
        var place = stored is [var entry] && Envelope.KeyIdOf(entry.Body.Span) is { } id ? await keys.PlaceOf(RecordPlaces.OfJournal(conversation), id) : null;
        place ??= OfNew(conversation, await FirstAt(conversation));
        Note(conversation, place);
        return place;
    }

    /// <summary>Of a conversation from before there were data keys.</summary>
    private async Task<DateTimeOffset> FirstAt(string conversation) =>
        await store.Read(conversation, 0, 1) is [var first] ? new DateTimeOffset(first.At, TimeSpan.Zero) : DateTimeOffset.UnixEpoch;
}
