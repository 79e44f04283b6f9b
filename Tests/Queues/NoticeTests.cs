#if ENGINE_EMBEDDED
using System.Collections.Immutable;
using Muster.Agents;
using Muster.Auditing;
using Muster.Conversations;
using Muster.Identity;
using Muster.Metrics;
using Muster.Queues;
using Muster.Tests.Support;

namespace Muster.Tests.Queues;

/// <summary>Notices to everybody who waits in a line (N13), on grains.</summary>
public sealed class NoticeTests
{
    private const string Url = "https://www.example.org/ramp";

    private static readonly Caller Kim = Caller.Staff(Role.Supervisor, Some.Agency, "staff-kim", [Some.Queue]);

    [Fact]
    public async Task A_supervisor_tells_everybody_in_the_line_and_takes_it_back()
    {
        await using var cluster = await ChatCluster.Start();
        await cluster.Citizen("robin").Starts();
        await cluster.Citizen("sandy").Starts();
        await cluster.Citizen("elsewhere").Starts(Some.OtherQueue);

        var sent = await cluster.Queue.SendNotice(Kim, Notice());
        var looked = await cluster.Queue.LookAtNotice(Kim);
        var withdrawn = await cluster.Queue.WithdrawNotice(Kim, "n-1");

        var now = cluster.Clock.GetUtcNow();
        Assert.Equal(new NoticeStanding(new LineNotice("n-1", "The boat ramp is closed.", Url, now, now.AddMinutes(30)), 2), sent.Value);
        Assert.Equal(sent, looked);
        Assert.Equal(new NoticeStanding(null, 2), withdrawn.Value);
        Assert.Equal(withdrawn, await cluster.Queue.LookAtNotice(Kim));
    }

    [Fact]
    public async Task Nobody_but_supervisors_of_the_queue_sends_it_or_hears_of_it_and_whoever_tries_is_a_line_of_the_log()
    {
        await using var cluster = await ChatCluster.Start();
        var alex = await cluster.Hire("alex");
        await cluster.Queue.SendNotice(Kim, Notice());
        Caller[] strangers =
        [
            alex.Caller,
            Caller.Staff(Role.Viewer, Some.Agency, "staff-viewer", [Some.Queue]),
            Caller.Staff(Role.Supervisor, Some.Agency, "staff-flood", [Some.OtherQueue]),
            Kim with { Agency = "elsewhere" },
        ];

        foreach (var stranger in strangers)
        {
            Assert.Equal(Refusal.NotFound, (await cluster.Queue.SendNotice(stranger, Notice("n-2"))).Refusal);
            Assert.Equal(Refusal.NotFound, (await cluster.Queue.WithdrawNotice(stranger, "n-1")).Refusal);
            Assert.Equal(Refusal.NotFound, (await cluster.Queue.LookAtNotice(stranger)).Refusal);
        }

        Assert.Equal("n-1", (await cluster.Queue.LookAtNotice(Kim)).Value!.Notice!.Id);
        await cluster.Queue.WithdrawNotice(Kim, "n-1"); // waits for the log, behind them
        var refused = cluster.Audit.LinesOf(Some.Agency).Where(line => line.Action == AuditAction.Refused).ToList();
        Assert.All(refused, line => Assert.Equal((AuditSubjectKind.Queue, Some.Queue), (line.Kind, line.Subject)));
        Assert.Equal(
            ((string[])[$"{alex.StaffId} not-found", "staff-viewer not-found", "staff-flood not-found", "staff-kim other-agency"]).Order(),
            refused.Select(line => $"{line.Actor} {line.Reason}").Distinct().Order());
    }

    [Fact]
    public async Task The_same_sent_again_is_one_notice_and_one_line_of_the_log_and_so_is_taking_it_back()
    {
        await using var cluster = await ChatCluster.Start();

        var first = await cluster.Queue.SendNotice(Kim, Notice());
        cluster.Clock.Advance(TimeSpan.FromSeconds(5));
        var again = await cluster.Queue.SendNotice(Kim, Notice());
        await cluster.Queue.WithdrawNotice(Kim, "n-1");
        await cluster.Queue.WithdrawNotice(Kim, "n-1");

        Assert.Equal(first, again);
        Assert.Equal(
            [(AuditAction.NoticeSent, "staff-kim", Some.Queue), (AuditAction.NoticeWithdrawn, "staff-kim", Some.Queue)],
            Lines(cluster).Select(line => (line.Action, line.Actor!, line.Subject!)));
        Assert.Equal($"n-1 {Url}", Lines(cluster).First().Reason);
    }

    [Fact]
    public async Task A_newer_one_takes_the_place_of_the_one_before()
    {
        await using var cluster = await ChatCluster.Start();
        await cluster.Queue.SendNotice(Kim, Notice());

        var newer = await cluster.Queue.SendNotice(Kim, Notice("n-2"));

        Assert.Equal("n-2", newer.Value!.Notice!.Id);
        Assert.Equal(newer, await cluster.Queue.LookAtNotice(Kim));
        Assert.Equal([AuditAction.NoticeSent, AuditAction.NoticeSent], Lines(cluster).Select(line => line.Action));
    }

    [Fact]
    public async Task What_cannot_be_sent_changes_nothing()
    {
        await using var cluster = await ChatCluster.Start();
        await cluster.Queue.SendNotice(Kim, Notice());

        Assert.Equal(Refusal.InvalidRequest, (await cluster.Queue.SendNotice(Kim, Notice("n-2") with { Url = "http://www.example.org/" })).Refusal);
        Assert.Equal(Refusal.MessageTooLong, (await cluster.Queue.SendNotice(Kim, Notice("n-2") with { Text = Some.Words(501) })).Refusal);

        Assert.Equal("n-1", (await cluster.Queue.LookAtNotice(Kim)).Value!.Notice!.Id);
        Assert.Single(Lines(cluster));
    }

    [Fact]
    public async Task Whoever_shows_the_line_is_told_when_it_is_sent_and_when_it_lapses()
    {
        await using var cluster = await ChatCluster.Start();
        var front = new Front();
        var before = await cluster.Queue.Watch(cluster.Grains.CreateObjectReference<IQueueWatcher>(front));

        await cluster.Queue.SendNotice(Kim, Notice() with { Minutes = 1 });
        await front.Lines.Until("the notice is told", line => line.Notice?.Id == "n-1");
        await cluster.Pass(TimeSpan.FromSeconds(58));
        var meanwhile = front.Lines.All[^1];
        await cluster.Pass(TimeSpan.FromSeconds(3));
        await front.Lines.Until("it is told no longer", line => line.Version > meanwhile.Version && line.Notice is null);

        Assert.Null(before.Notice);
        Assert.Equal("n-1", meanwhile.Notice?.Id);
        Assert.Null((await cluster.Queue.LookAtNotice(Kim)).Value!.Notice);
    }

    [Fact]
    public async Task A_queue_that_is_read_again_tells_it_still()
    {
        await using var cluster = await ChatCluster.Start();
        var sent = await cluster.Queue.SendNotice(Kim, Notice());

        cluster.States.Refused = "notice";
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Queue.SendNotice(Kim, Notice("n-2"))); // it makes way: what is stored is unknown to it
        cluster.States.Refused = null;

        Assert.Equal(sent, await cluster.Queue.LookAtNotice(Kim));
    }

    [Fact]
    public async Task Whom_it_helps_leaves_the_line_without_having_given_up_and_may_rate()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen("robin"));
        await robin.Starts();
        await cluster.Queue.SendNotice(Kim, Notice());
        cluster.Clock.Advance(TimeSpan.FromSeconds(9));

        var answer = await robin.Grain.AnswerNotice(robin.Caller, new AnswerNotice("n-1", Helped: true));
        var again = await robin.Grain.AnswerNotice(robin.Caller, new AnswerNotice("n-1", Helped: true));
        var rated = await robin.Grain.Rate(robin.Caller, new RateConversation(true, 5, null));
        await alex.Is(Presence.Available);
        await cluster.Pass(TimeSpan.FromSeconds(3), alex);

        Assert.True(answer.IsDone && rated.IsDone);
        Assert.Equal(answer, again);
        Assert.Equal(ClosingOutcome.AnsweredByNotice, (await robin.Screen.Until(EntryKind.Closed)).Outcome);
        var entry = Assert.Single(await robin.Reads(), entry => entry.Kind == EntryKind.NoticeAnswer);
        Assert.Equal(("The boat ramp is closed.", Url, true), (entry.Text, entry.Url, entry.Helped));
        Assert.Empty((await alex.Looks()).Slots);
        Assert.Equal(0, (await cluster.Queue.Board(Caller.System(Some.Agency))).Value!.Waiting);
        var figures = await Figures(cluster);
        Assert.Equal([Counted.Queued, Counted.Rated, Counted.AnsweredByNotice], figures.Keys.Order());
        Assert.Equal((1, 9_000L), (figures[Counted.AnsweredByNotice].Number, figures[Counted.AnsweredByNotice].TotalMilliseconds));
    }

    [Fact]
    public async Task Whom_it_does_not_help_waits_on_in_their_place_and_is_counted_once_however_often_they_say_so()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin, sandy) = (await cluster.Hire("alex", capacity: 1), cluster.Citizen("robin"), cluster.Citizen("sandy"));
        await robin.Starts();
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await sandy.Starts();
        await cluster.Queue.SendNotice(Kim, Notice());
        var notEnough = new AnswerNotice("n-1", Helped: false);

        var first = await robin.Grain.AnswerNotice(robin.Caller, notEnough);
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        var again = await robin.Grain.AnswerNotice(robin.Caller, notEnough);
        await alex.Is(Presence.Available);
        await alex.Holds(robin.Key);
        await alex.Closes(robin.Key);
        await alex.Holds(sandy.Key);
        await cluster.Pass(TimeSpan.FromSeconds(3), alex);

        Assert.True(first.IsDone);
        Assert.Equal(first, again);
        Assert.Single(cluster.Journal.FactsOf(robin.Key).OfType<NoticeAnswered>());
        Assert.Equal((1, 1_000L), ((await Figures(cluster))[Counted.NoticeNotEnough].Number, (await Figures(cluster))[Counted.NoticeNotEnough].TotalMilliseconds));
    }

    [Fact]
    public async Task Whom_it_did_not_help_at_first_it_may_help_after_all()
    {
        await using var cluster = await ChatCluster.Start();
        var robin = cluster.Citizen("robin");
        await robin.Starts();
        await cluster.Queue.SendNotice(Kim, Notice());
        var notEnough = await robin.Grain.AnswerNotice(robin.Caller, new AnswerNotice("n-1", Helped: false));

        var helped = await robin.Grain.AnswerNotice(robin.Caller, new AnswerNotice("n-1", Helped: true));
        await cluster.Pass(TimeSpan.FromSeconds(3));

        Assert.True(helped.Value!.Seq > notEnough.Value!.Seq);
        Assert.Equal(ConversationStatus.Closed, (await robin.Grain.WhoHolds(0)).Status);
        Assert.Equal([Counted.Queued, Counted.AnsweredByNotice, Counted.NoticeNotEnough], (await Figures(cluster)).Keys.Order());
    }

    [Fact]
    public async Task What_is_not_told_now_is_answered_by_nobody()
    {
        await using var cluster = await ChatCluster.Start();
        var robin = cluster.Citizen("robin");
        await robin.Starts();
        await cluster.Queue.SendNotice(Kim, Notice() with { Minutes = 1 });
        var facts = cluster.Journal.FactsOf(robin.Key).Count;

        Assert.Equal(Refusal.NotFound, (await robin.Grain.AnswerNotice(robin.Caller, new AnswerNotice("n-2", Helped: true))).Refusal);
        cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Refusal.NotFound, (await robin.Grain.AnswerNotice(robin.Caller, new AnswerNotice("n-1", Helped: true))).Refusal);
        await cluster.Queue.SendNotice(Kim, Notice("n-3"));
        await cluster.Queue.WithdrawNotice(Kim, "n-3");
        Assert.Equal(Refusal.NotFound, (await robin.Grain.AnswerNotice(robin.Caller, new AnswerNotice("n-3", Helped: false))).Refusal);

        Assert.Equal(facts, cluster.Journal.FactsOf(robin.Key).Count);
    }

    [Fact]
    public async Task Whoever_does_not_wait_is_not_asked()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await cluster.Talking();
        await cluster.Queue.SendNotice(Kim, Notice());

        Assert.Equal(Refusal.NotAllowed, (await robin.Grain.AnswerNotice(robin.Caller, new AnswerNotice("n-1", Helped: true))).Refusal);
        await alex.Closes(robin.Key);

        Assert.Equal(Refusal.ConversationClosed, (await robin.Grain.AnswerNotice(robin.Caller, new AnswerNotice("n-1", Helped: true))).Refusal);
    }

    [Fact]
    public async Task What_was_not_enough_did_not_help_because_an_agent_has_closed_it_since()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen("robin"));
        await robin.Starts();
        await cluster.Queue.SendNotice(Kim, Notice());
        await robin.Grain.AnswerNotice(robin.Caller, new AnswerNotice("n-1", Helped: false));
        await alex.Is(Presence.Available);
        await alex.Holds(robin.Key);
        await alex.Closes(robin.Key);

        var late = await robin.Grain.AnswerNotice(robin.Caller, new AnswerNotice("n-1", Helped: true));

        Assert.Equal(Refusal.ConversationClosed, late.Refusal);
    }

    [Fact]
    public async Task Nobody_answers_for_another()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen("robin"));
        await robin.Starts();
        await cluster.Queue.SendNotice(Kim, Notice());

        foreach (var stranger in (Caller[])[cluster.Citizen("sandy").Caller, alex.Caller, Kim, robin.Caller with { Agency = "elsewhere" }])
            Assert.Equal(Refusal.NotFound, (await robin.Grain.AnswerNotice(stranger, new AnswerNotice("n-1", Helped: true))).Refusal);

        Assert.Equal(ConversationStatus.Waiting, (await robin.Grain.WhoHolds(0)).Status);
    }

    private static SendNotice Notice(string id = "n-1") => new(id, "The boat ramp is closed.", Url, 30);

    /// <summary>Of what was told to lines and taken back.</summary>
    private static IEnumerable<AuditLine> Lines(ChatCluster cluster) =>
        cluster.Audit.LinesOf(Some.Agency).Where(line => line.Action is AuditAction.NoticeSent or AuditAction.NoticeWithdrawn);

    private static async Task<ImmutableDictionary<Counted, Figure>> Figures(ChatCluster cluster) =>
        (await cluster.Grains.GetGrain<IMetricsGrain>(QuarterOfHour.Key(Some.Agency, Some.Queue, Some.Moment)).Figures(Caller.System(Some.Agency))).Value!.Figures;

    /// <summary>Shows citizens their place.</summary>
    private sealed class Front : IQueueWatcher
    {
        public Heard<LineSnapshot> Lines { get; } = new();

        public void OnLine(LineSnapshot line) => Lines.Add(line);
    }
}
#endif
