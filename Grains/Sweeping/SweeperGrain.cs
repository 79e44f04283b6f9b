using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Muster.Agencies;
using Muster.Auditing;
using Muster.Conversations;
using Muster.Identity;
using Muster.Records;

namespace Muster.Sweeping;

/// <summary>Has <see cref="SweepCheck"/> look at what is stored, and raises an alarm for what it finds.</summary>
[GrainType("sweeper")]
public sealed class SweeperGrain(
    StoredHouse stored, IJournal<ConversationFact, Conversation> journal, FindingsHere here, TimeProvider clock, ILogger<SweeperGrain> log)
    : Grain, ISweeperGrain
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(10);

    /// <summary>Conversations that are read at once.</summary>
    private const int AtOnce = 16;

    private readonly SweepCheck _check = new();
    private readonly HashSet<string> _closed = [];
    private ImmutableArray<SweepFinding> _findings = [];
    private DateTimeOffset? _sweptAt;

    private string Agency => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(Sweep, new GrainTimerCreationOptions(SweepEvery, SweepEvery) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        here.Forget(Agency);
        return Task.CompletedTask;
    }

    public Task Wake() => Task.CompletedTask;

    public Task<Outcome<SweepReport>> Look(Caller caller)
    {
        log.NoteForeign(GrainFactory, caller, Agency, new AuditSubject(AuditSubjectKind.Queue, null));
        return Task.FromResult<Outcome<SweepReport>>(caller.Agency == Agency && caller.Role is Role.Supervisor or Role.Viewer
            ? new SweepReport(_sweptAt, [.. _findings.Where(finding => caller.Areas.Contains(finding.Queue))])
            : Refusal.NotFound);
    }

    private async Task Sweep()
    {
        try
        {
            var agency = GrainFactory.GetGrain<IAgencyGrain>(Agency);
            if ((await agency.Look()).Value is not { Settings: var settings } || (await agency.Colleagues(Caller.System(Agency))).Value is not { Members: var members })
                return;

            var suspected = _check.Look(await stored.Read(GrainFactory, settings, [.. members.Select(member => member.Whole())], clock.GetUtcNow()));
            var found = await Open(suspected);
            foreach (var news in found.Where(finding => !_findings.Contains(finding)))
                log.LogError("A promise is broken: {Kind} in {Agency}/{Queue}, conversation {Conversation}, agent {StaffId}, since {Since}.", news.Kind, Agency, news.Queue, news.Conversation, news.StaffId, news.Since);
            (_findings, _sweptAt) = (found, clock.GetUtcNow());
            here.Tell(Agency, new SweepReport(_sweptAt, _findings));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log.LogWarning(exception, "{Agency} could not be swept; it is tried again.", Agency);
        }
    }

    /// <summary>A closed one stays registered until it has been counted: that takes as long as it takes, and nobody waits.</summary>
    private async Task<ImmutableArray<SweepFinding>> Open(ImmutableArray<SweepFinding> suspected)
    {
        var open = new HashSet<string>();
        var conversations = suspected.Select(finding => finding.Conversation).OfType<string>().ToHashSet();
        _closed.IntersectWith(conversations);
        conversations.ExceptWith(_closed); // closed once, closed for good: it is not read again
        foreach (var some in conversations.Chunk(AtOnce))
        {
            foreach (var (conversation, read) in some.Zip(await Task.WhenAll(some.Select(Read))))
            {
                if (read.IsClosed)
                    _closed.Add(conversation);
                else if (read.IsOpened)
                    open.Add(conversation);
            }
        }

        return [.. suspected.Where(finding => finding.Conversation is null || open.Contains(finding.Conversation))];
    }

    private async Task<Conversation> Read(string conversation)
    {
        var head = await journal.Open(conversation);
        return head.After.Aggregate(head.Snapshot ?? Conversation.Unopened, (before, entry) => before.With(entry));
    }
}
