using System.Globalization;
using Muster.Silo.Storage;
using Muster.Tests.Simulation.Checking;
using Muster.Tests.Simulation.Storage;

namespace Muster.Tests.Simulation;

/// <summary>Notes in a history what reaches the disk, in the order in which it does.</summary>
internal sealed class DiskWatch
{
    private readonly History _history;
    private readonly Func<DateTimeOffset> _now;
    private readonly Action<string>? _trace;

    /// <summary>Of conversations in pages: what is known to be stored. A page is written anew with all it held.</summary>
    private readonly Dictionary<string, int> _paged = [];

    public DiskWatch(SimulatedDisk disk, History history, Func<DateTimeOffset> now, Action<string>? trace = null)
    {
        (_history, _now, _trace) = (history, now, trace);
        disk.Appended += NoteEntries;
        disk.StateChanged += NoteState;
    }

    private void NoteEntries(string conversation, int after, IReadOnlyList<StoredEntry> entries)
    {
        if (StoredConversations.IsConversation(conversation))
            Note(new FactsStored(_now(), conversation, after, [.. entries.Select(entry => StoredFormat.Fact(conversation, entry.Seq, entry.At, entry.Body.Span))]));
    }

    private void NoteState(string name, byte[] record)
    {
        var parts = name.Split('/', ' ');
        switch (parts)
        {
            case ["agent", _, var staffId, _]:
                var (slots, isOffline) = StoredFormat.Agent(staffId, record);
                Note(new SlotsStored(_now(), staffId, slots, isOffline));
                break;
            case ["queue", _, var queue, "line"]:
                Note(new SegmentsStored(_now(), queue, StoredFormat.Segments(record)));
                break;
            case ["queue", _, var queue, ['l', 'i', 'n', 'e', ..] segment]:
                Note(new PlacesStored(_now(), queue, NumberOf(segment), record.Length == 0 ? [] : [.. StoredFormat.Places(queue, record).Select(place => place.Conversation)]));
                break;
            case ["register", ..]:
                Note(new ClosedStored(_now(), StoredFormat.Closed(record)));
                break;
            case ["journal", var agency, var id, ['p', 'a', 'g', 'e', ..]]:
                NotePage($"{agency}/{id}", record);
                break;
        }
    }

    private void NotePage(string conversation, byte[] record)
    {
        var known = _paged.GetValueOrDefault(conversation);
        var entries = StoredFormat.Page(record).ToList();
        var after = Math.Min(known, entries[^1].Seq);
        _paged[conversation] = entries[^1].Seq;
        Note(new FactsStored(_now(), conversation, after, [.. entries.Where(entry => entry.Seq > after).Select(entry => StoredFormat.Fact(conversation, entry.Seq, entry.At, entry.Body))]));
    }

    private void Note(StoredMoment moment)
    {
        _history.Timeline.Add(moment);
        if (moment is SlotsStored slots)
            _trace?.Invoke($"{moment.At:HH:mm:ss.ffffff}   stored: {slots.StaffId} {string.Join(", ", slots.Slots.Select(slot => $"{slot.Conversation} {slot.State}"))}");
    }

    private static int NumberOf(string segment) => int.Parse(segment.AsSpan(segment.IndexOf('-', StringComparison.Ordinal) + 1), NumberStyles.None, CultureInfo.InvariantCulture);
}
