using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Muster.Identity;
using Muster.Records;

namespace Muster.Auditing;

/// <summary>Adds lines to an agency's <see cref="AuditLog"/>, many in one write, and looks for those an auditor asks for.</summary>
[GrainType("audit")]
public sealed class AuditGrain : Grain, IAuditGrain
{
    /// <summary>Repeated refusals are told, and the book and the log are told how the audit log stands, no later than this.</summary>
    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan TellBookEvery = TimeSpan.FromMinutes(5);

    private readonly IPersistentState<AuditBook> _book;
    private readonly IJournal<AuditLine, AuditHead> _journal;
    private readonly TimeProvider _clock;
    private readonly ILogger<AuditGrain> _logger;
    private readonly SharedWrite _write;
    private readonly AuditRepeats _repeats = new();

    private AuditLog _log = null!;
    private List<AuditDraft> _waiting = [];
    private DateTimeOffset _toldBookAt;
    private bool _isBookDue;
    private bool _isBehind;

    public AuditGrain(
        [PersistentState("audit", "muster")] IPersistentState<AuditBook> book, IJournal<AuditLine, AuditHead> journal, TimeProvider clock, ILogger<AuditGrain> logger)
    {
        (_book, _journal, _clock, _logger) = (book, journal, clock, logger);
        _write = new SharedWrite(Write);
    }

    private string Agency => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _log = new AuditLog(_journal, _book, Agency, _clock, _logger);
        await _log.Open();
        _toldBookAt = _clock.GetUtcNow();
        this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(TickEvery, TickEvery));
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_isBehind)
            return;

        AddRepeats(_repeats.All());
        await _write.Save();
        await _log.SaveSnapshot();
        await _log.TellBook();
    }

    public async Task Record(AuditEvent audited)
    {
        StandBack();
        var clean = audited.Clean();
        var line = clean.Repeats() ? _repeats.Take(clean, Agency, _clock.GetUtcNow()) : clean;
        if (line is null)
            return;

        _waiting.Add(new AuditDraft(line, _clock.GetUtcNow(), null));
        await _write.Save();
    }

    public async Task<Outcome<AuditPage>> Search(Caller caller, AuditQuery query)
    {
        StandBack();
        if (AuditRules.MaySearch(caller, Agency) is { } refusal)
            return await Refuse(caller, refusal);
        if (!query.IsWellFormed())
            return Refusal.InvalidRequest;

        await Record(OfAudit(caller, query.IsExport ? AuditAction.AuditExported : AuditAction.AuditSearched, reason: query.Told()));
        return await Find(query);
    }

    public async Task<Outcome<AnomalyReport>> Anomalies(Caller caller, AnomalyQuery query)
    {
        StandBack();
        if (AuditRules.MaySearch(caller, Agency) is { } refusal)
            return await Refuse(caller, refusal);
        if (!query.IsWellFormed())
            return Refusal.InvalidRequest;

        await Record(OfAudit(caller, AuditAction.AuditSearched, reason: query.Told()));
        return await new AnomalyCount(Agency, query).Run(_journal, _log.Book, _log.Head.Number);
    }

    public async Task<Outcome<AuditReport>> Verify(Caller caller, AuditCheck check)
    {
        StandBack();
        if (AuditRules.MayVerify(caller, Agency) is { } refusal)
            return await Refuse(caller, refusal);
        if (check.From is not null && _log.Book.Parts.All(part => part.Name != check.From))
            return Refusal.InvalidRequest;

        await Record(OfAudit(caller, AuditAction.AuditVerified));
        return await new AuditVerification(_journal, Agency, _log.Book).Run(check, _log.OpenPart);
    }

    private async Task<AuditPage> Find(AuditQuery query)
    {
        var (found, lookedAt, unreadable, next) = (ImmutableArray.CreateBuilder<AuditEntry>(), 0, 0, query.After);
        var (reader, end) = (new AuditReader(_journal, Agency), _log.Head.Number);
        foreach (var part in _log.Book.PartsFor(query))
        {
            var after = (int)Math.Clamp(query.After - part.First + 1, 0, AuditBook.MostLinesOfPart);
            var until = (int)Math.Min(part == _log.Book.Open ? end - part.First + 1 : part.Count, AuditBook.MostLinesOfPart);
            await foreach (var (place, line) in reader.Read(part.Name, after, until))
            {
                (next, lookedAt) = (part.First + place - 1, lookedAt + 1);
                if (line is null)
                    unreadable++;
                else if (query.Fits(line))
                    found.Add(line.ToEntry(Agency));
                if (found.Count == query.Most || lookedAt == AuditLimits.MostLookedAt)
                    return new AuditPage(found.ToImmutable(), next, next >= end, unreadable);
            }
        }

        return new AuditPage(found.ToImmutable(), Math.Max(next, end), IsComplete: true, unreadable);
    }

    private async Task<Refusal> Refuse(Caller caller, Refusal refusal)
    {
        await Record(OfAudit(caller, AuditAction.Refused, AuditOutcome.Refused));
        return refusal;
    }

    private async Task Tick(CancellationToken cancellationToken)
    {
        if (_isBehind)
            return;

        AddRepeats(_repeats.Over(_clock.GetUtcNow()));
        _isBookDue = _clock.GetUtcNow() - _toldBookAt >= TellBookEvery;
        if (_waiting.Count > 0 || _isBookDue)
            await _write.Save();
    }

    private void AddRepeats(IEnumerable<(AuditEvent Audited, DateTimeOffset Since)> repeats) =>
        _waiting.AddRange(repeats.Select(repeat => new AuditDraft(repeat.Audited, _clock.GetUtcNow(), repeat.Since)));

    /// <summary>What waits, in the order it came. Nothing else writes.</summary>
    private async Task Write()
    {
        StandBack();
        var drafts = _waiting;
        _waiting = [];
        try
        {
            await _log.Append(drafts);
            if (_isBookDue)
                await TellBook();
        }
        catch (Exception)
        {
            // What is really stored is unknown: our successor reads it.
            _isBehind = true;
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task TellBook()
    {
        await _log.TellBook();
        (_isBookDue, _toldBookAt) = (false, _clock.GetUtcNow());
    }

    private void StandBack()
    {
        if (_isBehind)
            throw new JournalUnavailableException($"This activation of the audit log of {Agency} does not know what is stored; ask again.");
    }

    private static AuditEvent OfAudit(Caller caller, string action, string outcome = AuditOutcome.Done, string? reason = null) =>
        new(action, AuditActor.Of(caller), new AuditSubject(AuditSubjectKind.Audit, null), outcome, reason);
}
