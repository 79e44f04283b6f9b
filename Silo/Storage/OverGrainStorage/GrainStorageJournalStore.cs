using Muster.Records;
using Orleans.Storage;

namespace Muster.Silo.Storage.OverGrainStorage;

/// <summary>
/// The journal over any provider of <see cref="IGrainStorage"/>. An append rewrites the open page; a page takes every append that
/// begins in its 32 numbers, so a number leads to its page without a look-up. Keys of closed pages are gathered in blocks of 1,024.
/// </summary>
/// <remarks>
/// The order of the writes makes a crash between any two harmless: block of keys, index, new page. Tags keep a second writer out.
/// </remarks>
public sealed class GrainStorageJournalStore(IGrainStorage storage) : IJournalStore
{
    private const int PageLength = 32;
    private const int SlotsOfABlock = 32;

    /// <summary>Pages read at the same time by one reader.</summary>
    private const int PagesAtOnce = 16;

    /// <summary>Tries at a record that somebody else has just written.</summary>
    private const int Tries = 3;

    private readonly JournalRecords _records = new(storage);
    private readonly RecentStandings _recent = new(10_000);

    public async Task<StoredHead> Open(string conversation, bool withSnapshot = true)
    {
        var standing = await Load(conversation);
        var closed = await Closed(conversation, standing.Index);
        var snapshot = withSnapshot ? await _records.Snapshot(conversation) : null;
        var covered = Math.Min(snapshot?.Seq ?? 0, standing.LastSeq);
        var after = await Read(conversation, covered, standing.LastSeq - covered);
        var open = from entry in standing.Page?.Entries ?? [] select (entry.Seq, entry.At, entry.Key);
        var keys = from entry in closed.Select(entry => (entry.Seq, entry.At, entry.Key)).Concat(open)
                   where entry.Key != 0
                   select new JournalKey(entry.Key, entry.Seq, new DateTimeOffset(entry.At, TimeSpan.Zero));
        return new StoredHead(standing.LastSeq, snapshot?.Seq ?? 0, snapshot?.Body, after, [.. keys]);
    }

    public async Task Append(string conversation, int expectedSeq, IReadOnlyList<StoredEntry> entries)
    {
        JournalEntries.Check(expectedSeq, entries);
        var standing = _recent.Find(conversation) is { } recent && recent.LastSeq == expectedSeq ? recent : await Load(conversation);
        for (var tries = 1; ; tries++)
        {
            if (standing.LastSeq != expectedSeq) throw new JournalConflictException(conversation, expectedSeq, standing.LastSeq);
            _recent.Forget(conversation); // until it is known to be stored
            try
            {
                _recent.Note(conversation, await Store(conversation, standing, entries));
                return;
            }
            catch (InconsistentStateException) when (tries < Tries)
            {
                standing = await Load(conversation); // another writer, or a tombstone in the open page
            }
            catch (InconsistentStateException stale)
            {
                throw new JournalUnavailableException($"Conversation {conversation} is written by others all the time.", stale);
            }
        }
    }

    public async Task<IReadOnlyList<StoredEntry>> Read(string conversation, int after, int most)
    {
        var entries = new List<StoredEntry>();
        if (most <= 0) return entries;
        if (await PageWith(conversation, after + 1) is not var (_, first, _)) return entries;

        Take(first);
        while (entries.Count < most)
        {
            var slot = Slot(after + entries.Count + 1);
            var wanted = Math.Clamp((most - entries.Count) / PageLength, 1, PagesAtOnce);
            var pages = await Task.WhenAll(Enumerable.Range(slot, wanted).Select(next => _records.Page(conversation, next)));
            var before = entries.Count;
            foreach (var page in pages)
            {
                if (page is { } found) Take(found.Page);
            }

            if (entries.Count == before) break;
        }

        if (entries.Count < most) await CheckEnd(conversation, after + entries.Count);
        return entries;

        void Take(JournalPage page)
        {
            // One that does not continue is read too early: slots that a long append has skipped come between.
            if (page.First > after + entries.Count + 1) return;
            entries.AddRange(page.Entries.Where(entry => entry.Seq == after + entries.Count + 1 && entries.Count < most));
        }
    }

    public async Task SaveSnapshot(string conversation, int seq, byte[] body)
    {
        for (var tries = 1; ; tries++)
        {
            var before = await _records.Snapshot(conversation);
            if (before?.Seq > seq) return;
            try
            {
                await _records.WriteSnapshot(conversation, seq, body, before?.Tag);
                return;
            }
            catch (InconsistentStateException) when (tries < Tries)
            {
            }
            catch (InconsistentStateException stale)
            {
                throw new JournalUnavailableException($"The snapshot of {conversation} is written by others all the time.", stale);
            }
        }
    }

    /// <remarks>
    /// The page's tag is taken before the standing: whoever writes that page afterwards is not overwritten. What remains: one who freezes between
    /// the two and the write may still bury an entry of an older page, which others have left as it was, after they have appended to a newer one.
    /// </remarks>
    public async Task Replace(string conversation, int knownSeq, StoredEntry tombstone)
    {
        for (var tries = 1; ; tries++)
        {
            var found = await PageWith(conversation, tombstone.Seq);
            var last = (await Load(conversation)).LastSeq;
            if (last != knownSeq) throw new JournalConflictException(conversation, knownSeq, last);
            if (found is not var (slot, page, tag) || page.Last < tombstone.Seq || !IsPlaceOf(page.Entries[tombstone.Seq - page.First], tombstone))
                throw new ArgumentException($"Conversation {conversation} has no entry {tombstone.Seq} with the tombstone's time and key.", nameof(tombstone));

            var entries = page.Entries.ToArray();
            entries[tombstone.Seq - page.First] = tombstone;
            try
            {
                await _records.WritePage(conversation, slot, new JournalPage(entries), tag);
                _recent.Forget(conversation);
                return;
            }
            catch (InconsistentStateException) when (tries < Tries)
            {
            }
            catch (InconsistentStateException stale)
            {
                throw new JournalUnavailableException($"Conversation {conversation} is written by others all the time.", stale);
            }
        }
    }

    private static bool IsPlaceOf(in StoredEntry entry, in StoredEntry tombstone) => entry.At == tombstone.At && entry.Key == tombstone.Key;

    private static int Slot(int seq) => (seq - 1) / PageLength;

    private async Task<Standing> Load(string conversation)
    {
        var (index, indexTag) = await _records.Index(conversation);
        var open = await _records.Page(conversation, index.OpenSlot);
        if (open is { Page.First: var first } && first != index.LastClosed + 1)
            throw new JournalDamagedException($"Entry {index.LastClosed + 1} of {conversation} is missing.");
        var standing = new Standing(index, indexTag, open?.Page, open?.Tag);
        if (standing.LastSeq > 0) _recent.Note(conversation, standing);
        return standing;
    }

    private async Task<Standing> Store(string conversation, Standing standing, IReadOnlyList<StoredEntry> entries)
    {
        var slot = Slot(entries[0].Seq);
        if (slot != standing.Index.OpenSlot && standing.Page is not null) standing = await CloseThePage(conversation, standing, slot);
        var page = new JournalPage([.. standing.Page?.Entries ?? [], .. entries]);
        return standing with { Page = page, PageTag = await _records.WritePage(conversation, slot, page, standing.PageTag) };
    }

    private async Task<Standing> CloseThePage(string conversation, Standing standing, int nextSlot)
    {
        var (open, first, closed) = standing.Index;
        closed = [.. closed, .. standing.Page!.Entries.Select(entry => new PageEntry(entry.Seq, entry.At, entry.Key, entry.Body.Length))];
        if (open / SlotsOfABlock != nextSlot / SlotsOfABlock)
        {
            await _records.WriteKeys(conversation, open / SlotsOfABlock, new JournalIndex(open, first, closed));
            (first, closed) = (standing.LastSeq + 1, []);
        }

        var next = new JournalIndex(nextSlot, first, closed);
        return new Standing(next, await _records.WriteIndex(conversation, next, standing.IndexTag), null, null);
    }

    private async Task<List<PageEntry>> Closed(string conversation, JournalIndex index)
    {
        var blocks = await Task.WhenAll(Enumerable.Range(0, index.OpenSlot / SlotsOfABlock).Select(block => _records.Keys(conversation, block)));
        var closed = blocks.SelectMany(block => block).Concat(index.Closed).ToList();
        for (var i = 0; i < closed.Count; i++)
        {
            if (closed[i].Seq != i + 1) throw new JournalDamagedException($"The key of entry {i + 1} of {conversation} is missing.");
        }

        return closed.Count == index.LastClosed ? closed : throw new JournalDamagedException($"The key of entry {closed.Count + 1} of {conversation} is missing.");
    }

    /// <summary>The page that holds an entry, or after whose end it would come; an append longer than a page has skipped slots.</summary>
    private async Task<(int Slot, JournalPage Page, string? Tag)?> PageWith(string conversation, int seq)
    {
        for (var slot = Slot(seq); slot >= 0; slot--)
        {
            if (await _records.Page(conversation, slot) is var (page, tag) && page.First <= seq) return (slot, page, tag);
        }

        return null;
    }

    /// <exception cref="JournalDamagedException">More should follow.</exception>
    private async Task CheckEnd(string conversation, int last)
    {
        var (index, _) = await _records.Index(conversation);
        if (index.LastClosed > last) throw new JournalDamagedException($"Entry {last + 1} of {conversation} is missing.");
    }
}
