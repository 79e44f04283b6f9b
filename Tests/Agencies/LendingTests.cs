#if ENGINE_EMBEDDED
using Muster.Agencies;
using Muster.Agents;
using Muster.Auditing;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Agencies;

/// <summary>Agents who are lent to another queue for a time (S47), on grains.</summary>
public sealed class LendingTests
{
    private const string Own = "general";
    private const string Other = "flood";

    private static readonly Caller Supervisor = Caller.Staff(Role.Supervisor, "demo", "supervisor-id", [Own, Other]);

    [Fact]
    public async Task Whoever_is_lent_is_given_who_waits_in_the_other_queue_at_once()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = (await cluster.HireFor(Own, "alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts(Other);
        await cluster.Work(5, alex);
        var before = (await alex.Looks()).Slots;

        await Lend(cluster, minutes: 60);
        await cluster.Flood().Wake(); // as every node does every ten seconds

        await alex.Holds(robin.Key);
        Assert.Empty(before);
    }

    [Fact]
    public async Task When_the_time_is_over_they_get_no_more_and_keep_what_they_hold()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin, kim) = (await cluster.HireFor(Own, "alex"), cluster.Citizen("robin"), cluster.Citizen("kim"));
        await Lend(cluster, minutes: 5);
        await HoldsAndReplies(alex, robin);

        await cluster.Work(300, alex);
        await cluster.Flood().Wake();
        await kim.Starts(Other);
        await cluster.Work(5, alex);

        Assert.Equal([robin.Key], (await alex.Looks()).Slots.Select(slot => slot.Conversation));
        Assert.Empty((await Alex(cluster, alex)).HelpsIn);
    }

    /// <summary>Their own grain asks the agency once a minute, so it may still take itself for lent.</summary>
    [Fact]
    public async Task Whoever_has_room_again_just_after_the_time_is_over_gets_no_more_either()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin, kim) = (await cluster.HireFor(Own, "alex"), cluster.Citizen("robin"), cluster.Citizen("kim"));
        await alex.Is(Presence.Available);
        await cluster.Work(30, alex);
        await Lend(cluster, minutes: 5);
        await cluster.Work(40, alex);
        await cluster.Flood().Wake();
        await HoldsAndReplies(alex, robin);
        await cluster.Work(270, alex);
        await cluster.Flood().Wake();
        await kim.Starts(Other);

        await alex.Closes(robin.Key);
        await cluster.Work(5, alex);

        Assert.Empty((await alex.Looks()).Slots);
    }

    [Fact]
    public async Task Whoever_is_taken_back_gets_no_more_and_keeps_what_they_hold()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin, kim) = (await cluster.HireFor(Own, "alex"), cluster.Citizen("robin"), cluster.Citizen("kim"));
        await alex.Is(Presence.Available);
        await Lend(cluster, minutes: 60);
        await cluster.Flood().Wake();
        await HoldsAndReplies(alex, robin);

        await Lend(cluster, minutes: 0);
        await cluster.Flood().Wake();
        await kim.Starts(Other);
        await cluster.Work(5, alex);

        Assert.Equal([robin.Key], (await alex.Looks()).Slots.Select(slot => slot.Conversation));
        Assert.Empty((await Alex(cluster, alex)).Loans);
    }

    [Fact]
    public async Task Whoever_is_lent_serves_their_own_queue_on_and_holds_no_more_than_they_may()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin, kim, lee) = (await cluster.HireFor(Own, "alex", capacity: 2), cluster.Citizen("robin"), cluster.Citizen("kim"), cluster.Citizen("lee"));
        await Lend(cluster, minutes: 60);
        await alex.Is(Presence.Available);
        await robin.Starts(Own);
        await alex.Holds(robin.Key);
        await kim.Starts(Other);
        await alex.Holds(kim.Key);

        await lee.Starts(Other);
        await cluster.Work(5, alex);

        Assert.Equal([robin.Key, kim.Key], (await alex.Looks()).Slots.Select(slot => slot.Conversation));
    }

    [Fact]
    public async Task Lending_and_taking_back_are_lines_and_a_repeat_is_none()
    {
        await using var cluster = await ChatCluster.Start();
        var alex = await cluster.HireFor(Own, "alex");

        var first = await Lend(cluster, minutes: 60);
        var again = await Lend(cluster, minutes: 60);
        await Lend(cluster, minutes: 0);
        await Lend(cluster, minutes: 0);

        Assert.Equal(Assert.Single(first.Loans), Assert.Single(again.Loans));
        Assert.Equal(
            [
                (AuditAction.AgentLent, "supervisor", "supervisor-id", AuditSubjectKind.Agent, alex.StaffId, "flood for 60 minutes"),
                (AuditAction.AgentTakenBack, "supervisor", "supervisor-id", AuditSubjectKind.Agent, alex.StaffId, "flood"),
            ],
            LinesOf(cluster).Select(line => (line.Action, line.Role, line.Actor, line.Kind, line.Subject, line.Reason)));
    }

    [Fact]
    public async Task Nobody_is_lent_whose_line_cannot_be_written()
    {
        await using var cluster = await ChatCluster.Start();
        var alex = await cluster.HireFor(Own, "alex");
        cluster.Audit.NextFailsStored = false;

        await Assert.ThrowsAnyAsync<Exception>(() => Lend(cluster, minutes: 60));

        Assert.Empty((await Alex(cluster, alex)).Loans);
    }

    [Fact]
    public async Task A_loan_outlives_the_process_that_made_it()
    {
        await using var cluster = await ChatCluster.Start();
        var alex = await cluster.HireFor(Own, "alex");
        await Lend(cluster, minutes: 60);

        await using var twin = await cluster.Twin();

        var loan = Assert.Single((await Alex(twin, alex)).Loans);
        Assert.Equal(new AgentLoan(Other, cluster.Clock.GetUtcNow().AddMinutes(60)), loan);
        Assert.Equal([new Helper(alex.StaffId, 0)], (await Agency(twin).Staffing(Other)).Value!.Helpers);
        Assert.Equal([Other], (await Alex(twin, alex)).HelpsIn);
    }

    [Fact]
    public async Task A_supervisor_of_another_agency_lends_nobody()
    {
        await using var cluster = await ChatCluster.Start();
        var alex = await cluster.HireFor(Own, "alex");

        var outcome = await Agency(cluster).Lend(Supervisor with { Agency = "other" }, new LendAgent("alex", Other, 60));

        Assert.Equal(Refusal.NotFound, outcome.Refusal);
        Assert.Empty((await Alex(cluster, alex)).Loans);
        Assert.Empty(LinesOf(cluster));
    }

    /// <summary>The reply keeps it theirs, however long the test lasts.</summary>
    private static async Task HoldsAndReplies(AgentAtWork alex, CitizenAtHome citizen)
    {
        await alex.Is(Presence.Available);
        await citizen.Starts(Other);
        await alex.Holds(citizen.Key);
        await alex.Posts(citizen.Key, "Which street?", "a-1");
    }

    private static async Task<StaffMember> Lend(ChatCluster cluster, int minutes) =>
        (await Agency(cluster).Lend(Supervisor, new LendAgent("alex", Other, minutes))).Value ?? throw new InvalidOperationException("They were not lent.");

    private static async Task<StaffMember> Alex(ChatCluster cluster, AgentAtWork alex) => (await Agency(cluster).Member(alex.StaffId)).Value!;

    private static IAgencyGrain Agency(ChatCluster cluster) => cluster.Grains.GetGrain<IAgencyGrain>("demo");

    private static IEnumerable<AuditLine> LinesOf(ChatCluster cluster) =>
        cluster.Audit.LinesOf("demo").Where(line => line.Action is AuditAction.AgentLent or AuditAction.AgentTakenBack);
}
#endif
