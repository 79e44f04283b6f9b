#if ENGINE_EMBEDDED
using Muster.Agencies;
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;
using Muster.Records;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>What is done where a citizen's words say that a life is in danger (N17, A20).</summary>
public sealed class LifeAtRiskTests
{
    private const string Danger = "I can't breathe";

    private static readonly Caller Supervisor = Caller.Staff(Role.Supervisor, Some.Agency, "staff-kim", [Some.Queue]);

    [Fact]
    public async Task Whoever_starts_with_such_words_is_served_before_those_who_wait_longer()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, kim, robin) = (await cluster.Hire("alex", capacity: 1), cluster.Citizen("kim"), cluster.Citizen("robin"));
        await kim.Starts();
        cluster.Clock.Advance(TimeSpan.FromMinutes(10));
        await Starts(robin, "We are TRAPPED in the attic");
        Assert.Equal((1, 2), (await AtRisk(cluster), (await Line(cluster)).Count()));

        await alex.Is(Presence.Available);
        await alex.Holds(robin.Key);

        Assert.Equal([robin.Key], (await alex.Looks()).Slots.Select(slot => slot.Conversation));
        Assert.Equal([EntryKind.Started, EntryKind.Message, EntryKind.LifeAtRisk, EntryKind.Triaged, EntryKind.Waiting, EntryKind.Joined], await KindsFor(alex.Caller, robin));
        Assert.Equal([EntryKind.Started, EntryKind.Message, EntryKind.Waiting, EntryKind.Joined], await KindsFor(robin.Caller, robin));
        Assert.True((await robin.Grain.Look(robin.Caller)).Value!.IsAtRisk);
        Assert.False((await kim.Grain.Look(kim.Caller)).Value!.IsAtRisk);
        Assert.Equal("trapped", Noticed(cluster, robin).Phrase);
    }

    [Fact]
    public async Task Whoever_writes_such_words_while_waiting_moves_to_the_front_and_keeps_their_age_there()
    {
        await using var cluster = await ChatCluster.Start();
        var citizens = Enumerable.Range(1, 4).Select(one => cluster.Citizen($"c-{one}")).ToList();
        foreach (var citizen in citizens)
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(1));
            await citizen.Starts();
        }

        var (older, younger) = (citizens[1], citizens[2]);
        var since = (await older.Grain.WhoHolds(0)).Since;
        cluster.Clock.Advance(TimeSpan.FromSeconds(30));

        await younger.Posts(Danger);
        await older.Posts(Danger);

        Assert.Equal([older.Key, younger.Key, citizens[0].Key, citizens[3].Key], await Line(cluster));
        Assert.Equal((since, true), ((await older.Grain.WhoHolds(0)).Since, (await older.Grain.WhoHolds(0)).IsAtRisk));
        Assert.Equal((EntryKind.Waiting, LifeAtRiskSettings.Priority), await LastOf(older));
        var alex = await cluster.Hire("alex", capacity: 1);
        await alex.Is(Presence.Available);
        await alex.Holds(older.Key);
        await alex.Closes(older.Key);
        await alex.Holds(younger.Key);
        await alex.Closes(younger.Key);
        await alex.Holds(citizens[0].Key);
    }

    [Fact]
    public async Task In_a_conversation_that_an_agent_has_it_is_marked_for_staff_and_nothing_else_changes()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await cluster.Talking();
        await cluster.Queue.Wake(); // and so it knows for certain who has it
        var before = await robin.Grain.WhoHolds(0);

        var receipt = await robin.Posts(Danger);

        var now = await robin.Grain.WhoHolds(0);
        Assert.Equal((before.Status, before.StaffId, before.Queue, before.Since, before.Seq), (now.Status, now.StaffId, now.Queue, now.Since, now.Seq));
        Assert.Equal((5, true, 1), (receipt.Value!.Seq, now.IsAtRisk, await AtRisk(cluster)));
        Assert.Equal([EntryKind.Message, EntryKind.LifeAtRisk, EntryKind.Triaged], (await KindsFor(alex.Caller, robin)).Skip(4));
        Assert.Equal([EntryKind.Message], (await KindsFor(robin.Caller, robin)).Skip(4));
        Assert.Single((await alex.Looks()).Slots);
    }

    [Fact]
    public async Task Should_its_agent_be_lost_it_comes_back_to_the_very_front()
    {
        await using var cluster = await ChatCluster.Start(agency => agency with
        {
            Queues = [.. agency.Queues.Select(queue => queue with { Languages = ["vi"], AnybodyAfterSeconds = null })],
        });
        var (alex, kim, robin) = (await cluster.Hire("alex"), cluster.Citizen("kim"), cluster.Citizen("robin"));
        await Starts(kim, "Xin chào", language: "vi"); // which Alex does not speak
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await robin.Starts();
        await alex.Is(Presence.Available);
        await alex.Holds(robin.Key);
        await robin.Posts(Danger);

        await alex.Is(Presence.Offline);

        Assert.Equal([robin.Key, kim.Key], await Line(cluster));
    }

    [Fact]
    public async Task What_the_queue_was_not_told_it_finds_when_it_wakes()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, kim, robin) = (await cluster.Hire("alex"), cluster.Citizen("kim"), cluster.Citizen("robin"));
        await kim.Starts();
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await robin.Starts();
        await robin.Grain.Assign(Some.Assignment(alex.StaffId)); // as by an answer that came when nobody waited for it any more
        await robin.Posts(Danger);

        await cluster.Queue.Wake(); // Alex is not there: it goes back

        Assert.Equal([robin.Key, kim.Key], await Line(cluster));
    }

    [Fact]
    public async Task Silence_after_the_closing_question_does_not_close_it()
    {
        await using var cluster = await ChatCluster.Start(agency => agency with { Limits = new AgencyLimits(CloseAfterNoAnswerMinutes: 1) });
        var (alex, robin) = await cluster.Talking();
        await robin.Posts(Danger);

        await robin.Grain.AskClosing(alex.Caller);
        for (var seconds = 0; seconds < 90; seconds++)
        {
            await cluster.Pass(TimeSpan.FromSeconds(1), alex);
            await alex.Looks();
        }

        Assert.Equal((ConversationStatus.Active, alex.StaffId), ((await robin.Grain.WhoHolds(0)).Status, (await robin.Grain.WhoHolds(0)).StaffId));
    }

    [Fact]
    public async Task Where_an_agency_does_not_want_it_words_change_nothing()
    {
        await using var cluster = await ChatCluster.Start(agency => agency with { LifeAtRisk = new LifeAtRiskSettings { IsWatched = false } });
        var (kim, robin) = (cluster.Citizen("kim"), cluster.Citizen("robin"));
        await kim.Starts();
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await Starts(robin, Danger);
        await robin.Posts(Danger);

        Assert.Equal([kim.Key, robin.Key], await Line(cluster));
        Assert.Equal((0, false), (await AtRisk(cluster), (await robin.Grain.Look(robin.Caller)).Value!.IsAtRisk));
        Assert.DoesNotContain(cluster.Journal.FactsOf(robin.Key), fact => fact is LifeAtRiskNoticed or ConversationTriaged);
    }

    [Fact]
    public async Task A_phrase_of_the_agencys_own_counts()
    {
        await using var cluster = await ChatCluster.Start(agency => agency with { LifeAtRisk = new LifeAtRiskSettings { Phrases = [new("en", ["levee broke"])] } });
        var robin = cluster.Citizen();
        await robin.Starts();

        await robin.Posts("The Levee broke!");

        Assert.Equal(("levee broke", 1), (Noticed(cluster, robin).Phrase, await AtRisk(cluster)));
    }

    [Fact]
    public async Task However_often_it_is_said_it_is_noticed_once()
    {
        await using var cluster = await ChatCluster.Start();
        var robin = cluster.Citizen();
        await robin.Starts();
        foreach (var text in (string[])[Danger, "We are trapped", Danger])
            await robin.Posts(text);
        var alex = await cluster.Hire("alex");
        await alex.Is(Presence.Available);
        await alex.Holds(robin.Key);
        await robin.Posts("There is no way out");

        Assert.Equal("can't breathe", Noticed(cluster, robin).Phrase);
        Assert.Single(cluster.Journal.FactsOf(robin.Key).OfType<ConversationQueued>(), queued => queued.Reason == LifeAtRiskSettings.Priority);
        Assert.Equal(1, await AtRisk(cluster));
    }

    [Fact]
    public async Task What_an_agent_writes_raises_no_alarm()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await cluster.Talking();

        await alex.Posts(robin.Key, "Is anybody trapped?", "a-1");

        Assert.Equal(0, await AtRisk(cluster));
        Assert.DoesNotContain(cluster.Journal.FactsOf(robin.Key), fact => fact is LifeAtRiskNoticed);
    }

    [Fact]
    public async Task Sent_again_such_a_message_gets_its_first_receipt_and_is_done_once()
    {
        await using var cluster = await ChatCluster.Start();
        var robin = cluster.Citizen();
        await robin.Starts();

        var first = await robin.Posts(Danger, "m-1");
        var facts = cluster.Journal.FactsOf(robin.Key).Count;
        var again = await robin.Posts(Danger, "m-1");

        Assert.Equal((4, first), (first.Value!.Seq, again));
        Assert.Equal(facts, cluster.Journal.FactsOf(robin.Key).Count);
        Assert.Equal([robin.Key], await Line(cluster));
    }

    [Fact]
    public async Task What_a_failing_store_lost_is_done_when_it_is_sent_again()
    {
        await using var cluster = await ChatCluster.Start();
        var (kim, robin) = (cluster.Citizen("kim"), cluster.Citizen("robin"));
        await kim.Starts();
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await robin.Starts();

        cluster.Journal.FailNext(MemoryJournal.Fault.Lost);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => robin.Posts(Danger, "m-1"));
        Assert.DoesNotContain(cluster.Journal.FactsOf(robin.Key), fact => fact is LifeAtRiskNoticed);
        var again = await robin.Posts(Danger, "m-1");

        Assert.Equal((4, "can't breathe"), (again.Value!.Seq, Noticed(cluster, robin).Phrase));
        Assert.Equal([robin.Key, kim.Key], await Line(cluster));
        Assert.Equal(1, await AtRisk(cluster));
    }

    [Fact]
    public void Whoever_is_at_risk_needs_nobody_with_a_skill_but_their_language()
    {
        var triage = new Triage("urgent", TimeSpan.FromMinutes(10), [new SkillLevel("pumps", 3)], "vi");

        var atRisk = triage.AtRisk();

        Assert.Equal((LifeAtRiskSettings.Priority, LifeAtRiskSettings.HeadStart, "vi", true), (atRisk.Priority, atRisk.HeadStart, atRisk.Language, atRisk.IsAtRisk()));
        Assert.Empty(atRisk.Skills);
        Assert.False(triage.IsAtRisk());
    }

    private static async Task Starts(CitizenAtHome citizen, string text, string? language = null)
    {
        await citizen.Grain.Start(citizen.FirstWords with { Text = text, Language = language });
        await citizen.Watches();
    }

    private static LifeAtRiskNoticed Noticed(ChatCluster cluster, CitizenAtHome citizen) => Assert.Single(cluster.Journal.FactsOf(citizen.Key).OfType<LifeAtRiskNoticed>());

    private static async Task<int> AtRisk(ChatCluster cluster) => (await cluster.Queue.Board(Caller.System(Some.Agency))).Value!.AtRisk;

    /// <summary>Those who wait, the next to be served first.</summary>
    private static async Task<IEnumerable<string>> Line(ChatCluster cluster) =>
        (await cluster.Queue.Open(Supervisor)).Value!.Waiting.Select(waiting => waiting.Conversation);

    private static async Task<IEnumerable<string>> KindsFor(Caller reader, CitizenAtHome citizen) =>
        (await citizen.Grain.Read(reader, 0, 500)).Value!.Entries.Select(entry => entry.Kind);

    private static async Task<(string Kind, string? Reason)> LastOf(CitizenAtHome citizen)
    {
        var last = (await citizen.Reads())[^1];
        return (last.Kind, last.Reason);
    }
}
#endif
