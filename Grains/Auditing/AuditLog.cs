using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Muster.Records;

namespace Muster.Auditing;

/// <summary>An agency's lines as its grain adds them: stored first, then known. After an exception it is behind what is stored and must be dropped.</summary>
public sealed class AuditLog(
    IJournal<AuditLine, AuditHead> journal, IPersistentState<AuditBook> book, string agency, TimeProvider clock, ILogger log)
{
    /// <summary>Lines after which opening would take long without a snapshot.</summary>
    private const int SnapshotEvery = 500;

    private const int MostAtOnce = 200;

    private int _seq;
    private int _snapshotSeq;

    /// <summary>How the log stands: what is stored, and acknowledged or about to be.</summary>
    public AuditHead Head { get; private set; } = AuditHead.None;

    public AuditBook Book => book.State;

    /// <summary>The open part as it is, which the book is told now and then.</summary>
    public AuditPart? OpenPart => Book.Open is { } open ? open with { Count = _seq, Head = Head.Hash } : null;

    /// <summary>Whether the book does not know yet how the log stands.</summary>
    public bool IsAhead => OpenPart != Book.Open;

    public async Task Open()
    {
        if (Book.Open is not { } open)
            return;

        try
        {
            var found = await journal.Open(AuditBook.JournalOf(agency, open.Name));
            if (found.LastSeq < open.Count)
                throw new JournalDamagedException($"The audit log of {agency} ends at {found.LastSeq} in part {open.Name}, and once went on to {open.Count}.");

            (_seq, _snapshotSeq) = (found.LastSeq, found.SnapshotSeq);
            Head = found.After.Count > 0 ? AuditChain.After(agency, found.After[^1].Fact) : found.Snapshot ?? Book.Before(open);
        }
        catch (JournalDamagedException damaged)
        {
            log.LogError(damaged, "Part {Part} of the audit log of {Agency} cannot be read on; the log goes on in another", open.Name, agency);
            await GoOnElsewhere(open);
        }
    }

    /// <summary>Adds lines; durable when it returns.</summary>
    public async Task Append(IReadOnlyList<AuditDraft> drafts)
    {
        for (var written = 0; written < drafts.Count;)
        {
            await TurnToToday();
            var count = Math.Min(Math.Min(drafts.Count - written, MostAtOnce), AuditBook.MostLinesOfPart - 1 - _seq);
            await Write([.. drafts.Skip(written).Take(count)]);
            written += count;
        }

        if (_seq - _snapshotSeq >= SnapshotEvery)
            await SaveSnapshot();
    }

    /// <summary>Tells the book how the log stands, so that nothing up to there can be taken away unnoticed.</summary>
    public async Task TellBook()
    {
        if (!IsAhead)
            return;

        await Store(Book with { Open = OpenPart });
        log.LogInformation("Audit log of {Agency} stands at {Number} {Hash}", agency, Head.Number, Head.Hash);
    }

    public async Task SaveSnapshot()
    {
        if (Book.Open is not { } open || _snapshotSeq == _seq)
            return;

        _snapshotSeq = _seq;
        await journal.SaveSnapshot(AuditBook.JournalOf(agency, open.Name), _seq, Head);
    }

    /// <summary>A day that is over, or a part that is full, gets its closing line, which whoever still writes to it comes too late for, and another is begun.</summary>
    private async Task TurnToToday()
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var isClosed = Head.Action == AuditAction.PartClosed && _seq > 0;
        if (Book.Open is { } open && !isClosed && open.Day >= today && _seq < AuditBook.MostLinesOfPart - 1)
            return;

        if (Book.Open is not null && !isClosed)
            await Write([new AuditDraft(OfItself(AuditAction.PartClosed), clock.GetUtcNow(), null)]);
        await Begin(OpenPart, today);
        log.LogInformation("Audit log of {Agency} stands at {Number} {Hash}", agency, Head.Number, Head.Hash);
    }

    private async Task Begin(AuditPart? ended, DateOnly today)
    {
        await Store(Book.Turn(ended, Head, today));
        (_seq, _snapshotSeq) = (0, 0);
    }

    /// <summary>What can be read of a damaged part stays where it is; nothing is written behind what is missing.</summary>
    private async Task GoOnElsewhere(AuditPart damaged)
    {
        var (places, last) = (damaged.Count, damaged.Head);
        await foreach (var (place, line) in new AuditReader(journal, agency).Read(damaged.Name, 0, AuditBook.MostLinesOfPart))
        {
            if (place > damaged.Count && line is not null)
                (places, last) = (place, AuditChain.HashOf(agency, line));
        }

        Head = new AuditHead(damaged.First + places - 1, last, "");
        await Begin(damaged with { Count = places, Head = last }, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        await Write([new AuditDraft(OfItself(AuditAction.LogDamaged), clock.GetUtcNow(), null)]);
    }

    private async Task Write(ImmutableArray<AuditDraft> drafts)
    {
        var (head, entries) = (Head, new List<JournalEntry<AuditLine>>(drafts.Length));
        foreach (var draft in drafts)
        {
            var line = head.Next(draft.Audited, draft.At, draft.Since);
            entries.Add(new JournalEntry<AuditLine>(_seq + entries.Count + 1, line.At, 0, line));
            head = AuditChain.After(agency, line);
        }

        await journal.Append(AuditBook.JournalOf(agency, Book.Open!.Name), _seq, entries);
        (_seq, Head) = (_seq + entries.Count, head);
    }

    private async Task Store(AuditBook next)
    {
        book.State = next;
        await book.WriteStateAsync();
    }

    private AuditEvent OfItself(string action) => new(action, AuditActor.System(agency), new AuditSubject(AuditSubjectKind.Audit, Book.Open?.Name));
}

/// <summary>What is to become a line.</summary>
/// <param name="Since">When the first of several was.</param>
public sealed record AuditDraft(AuditEvent Audited, DateTimeOffset At, DateTimeOffset? Since);
