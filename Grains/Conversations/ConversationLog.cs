using System.Collections.Immutable;
using Muster.Identifiers;
using Muster.Identity;
using Muster.Metrics;
using Muster.Queues;
using Muster.Records;

namespace Muster.Conversations;

/// <summary>One conversation's facts as its grain holds them: stored first, then added up. Never ahead of the journal.</summary>
public sealed class ConversationLog(IJournal<ConversationFact, Conversation> journal, string key, TimeProvider clock)
{
    private readonly Dictionary<UInt128, Receipt> _receipts = [];
    private readonly RecentEntries _recent = new();
    private readonly List<(string Quarter, Count Count)> _uncounted = [];
    private ImmutableArray<LoggedAssignment> _assignments = [];
    private int _assignmentsUntil;
    private string? _queuedAfter;
    private string? _takenFrom;
    private int _snapshotSeq;

    public Conversation Conversation { get; private set; } = Conversation.Unopened;

    /// <summary>Its records were disposed of: it is as if it had never been, and is never opened again.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Facts that no snapshot covers.</summary>
    public int SinceSnapshot => Conversation.LastSeq - _snapshotSeq;

    /// <summary>What is still to be counted.</summary>
    public int Uncounted => _uncounted.Count;

    public async Task Open()
    {
        JournalHead<ConversationFact, Conversation> head;
        try
        {
            head = await journal.Open(key);
        }
        catch (JournalDisposedException)
        {
            IsDisposed = true;
            return;
        }

        _snapshotSeq = head.SnapshotSeq;
        var conversation = head.Snapshot ?? Conversation.Unopened;
        foreach (var entry in head.After)
        {
            conversation = conversation.With(entry);
            _recent.Add(entry.ToEntry());
        }

        foreach (var stored in head.Keys)
            _receipts[stored.Key] = new Receipt(stored.Seq, stored.At);

        Conversation = conversation;
        foreach (var removed in head.After.Select(entry => entry.Fact).OfType<ContentRemoved>())
            await Bury(removed); // a crash may have come between the fact and the tombstone
    }

    /// <summary>The receipt of the same command sent before.</summary>
    public Receipt? Receipt(UInt128 messageKey) => _receipts.GetValueOrDefault(messageKey);

    /// <summary>Stores the facts, redacted, and adds them up. After an exception this object is behind the journal and must be dropped.</summary>
    /// <param name="facts">At least one.</param>
    /// <param name="messageKey">Under which the first fact that somebody may send again (a message, a note, a warning, a referral, a handover, taking over, a question to experts, asking to be reached, a try to reach somebody) is found again; 0 for none.</param>
    /// <param name="redactor">The agency's; null for what every agency has.</param>
    /// <returns>What was stored, as everybody with a right to it may read it.</returns>
    public async Task<ImmutableArray<Entry>> Append(ImmutableArray<ConversationFact> facts, UInt128 messageKey, Redactor? redactor = null)
    {
        var at = clock.GetUtcNow();
        var next = Conversation;
        var entries = new List<JournalEntry<ConversationFact>>(facts.Length);
        var counts = new List<(string, Count)>();
        foreach (var fact in Conversation.Redact(facts, redactor))
        {
            var isKeyed = fact is AgentLeft { Reason: ReturnReason.TakenOver } or AgentJoined { IsTaken: true } or MessagePosted or NoteAdded or WarningGiven or CitizenReferred or ConversationTransferred or ConsultAsked or ContactAsked or ContactTried;
            var entry = new JournalEntry<ConversationFact>(next.LastSeq + 1, at, isKeyed ? messageKey : 0, fact);
            if (isKeyed)
                messageKey = 0; // what goes with it is found by it
            if (next.CountOf(key, entry) is { } count)
                counts.Add(count);
            next = next.With(entry);
            entries.Add(entry);
        }

        await journal.Append(key, Conversation.LastSeq, entries);

        Conversation = next;
        _uncounted.AddRange(counts);
        var published = ImmutableArray.CreateBuilder<Entry>(entries.Count);
        foreach (var entry in entries)
        {
            if (entry.Key != 0)
                _receipts[entry.Key] = new Receipt(entry.Seq, entry.At);
            published.Add(entry.ToEntry());
            _recent.Add(published[^1]);
        }

        foreach (var removed in entries.Select(entry => entry.Fact).OfType<ContentRemoved>())
            await Bury(removed);
        if (entries.Any(entry => entry.Fact is ContentRemoved removed && removed.Target <= _snapshotSeq))
            await SaveSnapshot(); // the older one carries the digits that have just been buried
        return published.MoveToImmutable();
    }

    /// <summary>Entries the caller may see, from memory where they are recent.</summary>
    public async Task<TranscriptPage> Read(Caller caller, int after, int most)
    {
        var entries = _recent.After(after, Conversation.LastSeq)
            ?? [.. (await journal.Read(key, after, most)).Select(Transcript.ToEntry)];
        var taken = entries.Length > most ? entries[..most] : entries;
        return new TranscriptPage(
            [.. taken.Select(entry => entry.For(caller)).OfType<Entry>()],
            taken.IsEmpty ? Math.Max(after, Conversation.LastSeq) : taken[^1].Seq,
            Conversation.LastSeq);
    }

    /// <summary>To whom it was given, when and why; read once, and then only what has come since.</summary>
    public async Task<AssignmentLog> Assignments()
    {
        while (_assignmentsUntil < Conversation.LastSeq)
        {
            var entries = await journal.Read(key, _assignmentsUntil, ConversationLimits.MostEntriesRead);
            if (entries.Count == 0)
                break;
            foreach (var entry in entries)
            {
                _assignmentsUntil = entry.Seq;
                if (entry.Fact is ConversationQueued queued)
                    (_queuedAfter, _takenFrom) = (queued.Reason, null);
                else if (entry.Fact is AgentLeft { Reason: ReturnReason.TakenOver } left)
                    _takenFrom = left.Agent.Name;
                else if (entry.Fact is AgentJoined joined)
                    _assignments = _assignments.Add(Logged(entry, joined));
            }
        }

        return new AssignmentLog(_assignments);
    }

    private LoggedAssignment Logged(JournalEntry<ConversationFact> entry, AgentJoined joined) =>
        new(entry.Seq, entry.At, joined.Agent.StaffId ?? "", joined.Agent.Name ?? "", joined.Queue, joined.Why)
        {
            After = _queuedAfter,
            BeyondLimitBy = joined.BeyondLimitBy,
            IsTaken = joined.IsTaken,
            TakenFrom = joined.IsTaken ? _takenFrom : null,
        };

    /// <summary>Takes away what names the citizen, from so many entries at most. After an exception this object must be dropped.</summary>
    /// <returns>Whether nothing is left of it; what was taken away before costs nothing but reading.</returns>
    public async Task<bool> Anonymise(int most)
    {
        for (var after = 0; after < Conversation.LastSeq;)
        {
            var entries = await journal.Read(key, after, ConversationLimits.MostEntriesRead);
            foreach (var entry in entries)
            {
                after = entry.Seq;
                if (Anonymity.Without(entry.Fact) is var fact && fact == entry.Fact)
                    continue;
                if (most-- == 0)
                    return false;

                var tombstone = entry with { Fact = fact };
                await journal.Replace(key, Conversation.LastSeq, tombstone);
                _recent.Replace(tombstone.ToEntry());
            }

            if (entries.Count == 0)
                break;
        }

        return true;
    }

    public async Task SaveSnapshot()
    {
        if (SinceSnapshot == 0)
            return;

        var covered = Conversation;
        _snapshotSeq = covered.LastSeq;
        await journal.SaveSnapshot(key, covered.LastSeq, covered);
    }

    /// <summary>What has been counted since the last time, by the quarter of an hour it belongs to.</summary>
    public ImmutableArray<(string Quarter, Count Count)> TakeCounts()
    {
        ImmutableArray<(string, Count)> counts = [.. _uncounted];
        _uncounted.Clear();
        return counts;
    }

    private async Task Bury(ContentRemoved removed)
    {
        var stored = await journal.Read(key, removed.Target - 1, 1);
        if (stored.Count == 0)
            return;

        var tombstone = stored[0] with { Fact = Redaction.Bury(stored[0].Fact, removed.Why) };
        if (tombstone.Fact == stored[0].Fact)
            return;

        await journal.Replace(key, Conversation.LastSeq, tombstone);
        _recent.Replace(tombstone.ToEntry());
    }
}
