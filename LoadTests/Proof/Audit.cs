namespace Muster.LoadTests.Proof;

/// <summary>Compares the four tellings of one conversation: acknowledgements, both streams, and both stored transcripts.</summary>
internal sealed class Audit(ConversationRecord record)
{
    public IEnumerable<Fault> Faults()
    {
        var stored = record.StoredForAgent ?? record.StoredForCitizen;
        if (stored is null)
            return [Fault(FaultKind.Lost, 0, "nobody could read what is stored")];

        var bySeq = stored.Entries.GroupBy(entry => entry.Seq).ToDictionary(group => group.Key, group => Named(group.First()));
        return
        [
            .. Stored(stored.Entries),
            .. NoGap(record.StoredForAgent),
            .. Acknowledgements(bySeq),
            .. SendingOrder(),
            .. StoredForCitizen(bySeq),
            .. Seen(record.SeenByCitizen, record.StoredForCitizen ?? stored, bySeq, "the citizen's stream"),
            .. Seen(record.SeenByAgent, record.StoredForAgent ?? stored, bySeq, "the agent's stream"),
        ];
    }

    private IEnumerable<Fault> Stored(IReadOnlyList<Entry> entries)
    {
        foreach (var fault in Ascending(entries, "the stored transcript"))
            yield return fault;
        foreach (var twice in entries.Select(Named).Where(entry => entry.IsMessage).GroupBy(entry => entry.Key).Where(group => group.Count() > 1))
        {
            yield return twice.Key == MessageKey.Unknown
                ? Fault(FaultKind.Altered, twice.First().Seq, "messages are stored that nobody here wrote")
                : Fault(FaultKind.Doubled, twice.Last().Seq, $"{twice.Key} is stored {twice.Count()} times");
        }

        foreach (var entry in entries.Select(Named).Where(entry => entry.IsMessage))
        {
            var sent = record.TryFind(entry.Key);
            if (sent is null)
                yield return Fault(FaultKind.Altered, entry.Seq, $"{entry.Key} is stored, but nobody here wrote it");
            else if (sent.Text != entry.Text)
                yield return Fault(FaultKind.Altered, entry.Seq, $"{entry.Key} is stored with other words");
        }
    }

    /// <summary>Staff read every entry, so their numbers have no gap.</summary>
    private IEnumerable<Fault> NoGap(View? staff) =>
        (staff?.Entries ?? []).Zip((staff?.Entries ?? []).Skip(1))
        .Where(pair => pair.Second.Seq > pair.First.Seq + 1)
        .Select(pair => Fault(FaultKind.Lost, pair.First.Seq + 1, $"the stored transcript goes on with {pair.Second.Seq}"));

    private IEnumerable<Fault> Acknowledgements(Dictionary<long, Entry> stored)
    {
        foreach (var sent in record.Sent(Side.Citizen).Concat(record.Sent(Side.Agent)).Where(sent => sent.Seq != 0))
        {
            if (sent.OtherSeq != 0)
                yield return Fault(FaultKind.Doubled, sent.OtherSeq, $"{sent.Key} was acknowledged as {sent.Seq} before");
            if (!stored.TryGetValue(sent.Seq, out var entry))
                yield return Fault(FaultKind.Lost, sent.Seq, $"{sent.Key} was acknowledged, but nothing is stored under its number");
            else if (entry.Key != sent.Key)
                yield return Fault(FaultKind.Lost, sent.Seq, $"{sent.Key} was acknowledged, but {entry.Key} is stored under its number");
            else if (sent.At != 0 && entry.At != 0 && sent.At != entry.At)
                yield return Fault(FaultKind.Altered, sent.Seq, $"{sent.Key} is stored with another time than was acknowledged");
        }
    }

    private IEnumerable<Fault> SendingOrder() =>
        record.Sent(Side.Citizen).Concat(record.Sent(Side.Agent))
        .Where(sent => sent.Seq != 0 && sent.Seq <= sent.SawUpTo)
        .Select(sent => Fault(FaultKind.Reordered, sent.Seq, $"{sent.Key} was written after {sent.SawUpTo} had been seen"));

    private IEnumerable<Fault> StoredForCitizen(Dictionary<long, Entry> stored)
    {
        if (record.StoredForCitizen is not { } citizens || record.StoredForAgent is not { } staffs)
            yield break;
        foreach (var fault in Ascending(citizens.Entries, "the citizen's transcript").Concat(Same(citizens.Entries, stored, "the citizen's transcript")))
            yield return fault;
        foreach (var missing in Missing(staffs.Entries, citizens.Entries))
            yield return Fault(FaultKind.Lost, missing.Seq, $"{missing.Key} is not in the citizen's transcript");
    }

    private IEnumerable<Fault> Seen(View view, View transcript, Dictionary<long, Entry> stored, string where)
    {
        foreach (var telling in view.Tellings())
        {
            foreach (var fault in Ascending(telling, where).Concat(Same(telling, stored, where)).Concat(Gaps(telling, transcript, where)))
                yield return fault;
        }

        foreach (var missing in Missing(transcript.Entries, view.Entries))
            yield return Fault(FaultKind.Lost, missing.Seq, $"{missing.Key} never came on {where}");
    }

    /// <summary>Whatever is stored between two entries that came on one stream must have come too.</summary>
    private IEnumerable<Fault> Gaps(IReadOnlyList<Entry> telling, View transcript, string where)
    {
        var shown = telling.Select(entry => entry.Seq).ToHashSet();
        var (first, last) = (telling[0].Seq, telling[^1].Seq);
        return transcript.Entries
            .Where(entry => !entry.IsMessage && entry.Seq > first && entry.Seq < last && !shown.Contains(entry.Seq))
            .Select(entry => Fault(FaultKind.Lost, entry.Seq, "an entry was left out on " + where));
    }

    private IEnumerable<Fault> Ascending(IReadOnlyList<Entry> entries, string where)
    {
        var shown = new HashSet<long>();
        var newest = 0L;
        foreach (var entry in entries)
        {
            if (!shown.Add(entry.Seq))
                yield return Fault(FaultKind.Doubled, entry.Seq, "shown twice on " + where);
            else if (entry.Seq < newest)
                yield return Fault(FaultKind.Reordered, entry.Seq, $"shown after {newest} on {where}");
            newest = Math.Max(newest, entry.Seq);
        }
    }

    private IEnumerable<Fault> Same(IReadOnlyList<Entry> shown, Dictionary<long, Entry> stored, string where)
    {
        foreach (var entry in shown.Select(Named))
        {
            if (!stored.TryGetValue(entry.Seq, out var kept))
                yield return Fault(FaultKind.Lost, entry.Seq, $"shown on {where}, but not stored");
            else if (kept.Key != entry.Key || kept.Text != entry.Text || kept.At != entry.At)
                yield return Fault(FaultKind.Altered, entry.Seq, $"another entry is stored than was shown on {where}");
        }
    }

    private static IEnumerable<Entry> Missing(IReadOnlyList<Entry> expected, IReadOnlyList<Entry> shown)
    {
        var seqs = shown.Select(entry => entry.Seq).ToHashSet();
        return expected.Where(entry => entry.IsMessage && !seqs.Contains(entry.Seq));
    }

    /// <summary>The first message's id is a secret, and staff may see a derived one: it is known by its number.</summary>
    private Entry Named(Entry entry) =>
        entry.IsMessage && entry.Seq == record.FirstSeq
            ? entry with { Key = new MessageKey(record.Number, Side.Citizen, 0) }
            : entry;

    private Fault Fault(FaultKind kind, long seq, string what) => new(kind, record.Id, seq, what);
}
