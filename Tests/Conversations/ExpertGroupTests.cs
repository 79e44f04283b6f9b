#if ENGINE_EMBEDDED
using Muster.Agencies;
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>Conversations handed to whoever of a queue's agents knows more (S47), on grains.</summary>
public sealed class ExpertGroupTests
{
    private static readonly ExpertGroup Crew = new("pump-crew", "The pump crew", Some.OtherQueue, [new("pumps", 3)]);

    private static readonly TransferConversation ToTheCrew = new(null, null, "The pump is dry.") { Group = Crew.Id };

    [Fact]
    public async Task A_handover_to_experts_goes_to_one_of_them_in_their_queue_and_says_so()
    {
        await using var cluster = await ChatCluster.Start(WithTheCrew);
        var (alex, blake, kim, robin) = (await cluster.Hire("alex"), await cluster.HireFor(Some.OtherQueue, "blake"), await Expert(cluster), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);
        await blake.Is(Presence.Available);

        var outcome = await robin.Grain.Transfer(alex.Caller, ToTheCrew);
        await cluster.Work(3, alex, blake);
        var meanwhile = await robin.Grain.WhoHolds(0);
        await kim.Is(Presence.Available);
        await kim.Holds(robin.Key);

        Assert.True(outcome.IsDone);
        Assert.Equal((ConversationStatus.Waiting, Some.OtherQueue), (meanwhile.Status, meanwhile.Queue));
        var told = (await robin.Reads()).Single(entry => entry.Kind == EntryKind.Transferred);
        Assert.Equal((Crew.Name, null), (told.To, told.Group));
        var read = (await robin.Grain.Read(kim.Caller, 0, 500)).Value!.Entries;
        Assert.Equal(Crew.Id, read.Single(entry => entry.Kind == EntryKind.Transferred).Group);
        Assert.Contains(read, entry => entry is { Kind: EntryKind.Note, Text: "The pump is dry." });
        var why = (await robin.Grain.Why(Caller.Staff(Role.Supervisor, Some.Agency, "staff-sue", [Some.OtherQueue]))).Value!.Assignments[^1].Reason!;
        Assert.Equal([new SkillLevel("pumps", 3)], why.Skills);
        Assert.Contains(why.Candidates, candidate => candidate.StaffId == blake.StaffId && candidate.Why == "needs-skill");
    }

    [Fact]
    public async Task Handed_on_it_asks_for_no_experts_any_more()
    {
        await using var cluster = await ChatCluster.Start(WithTheCrew);
        var (alex, kim, robin) = (await cluster.Hire("alex"), await Expert(cluster), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);
        await kim.Is(Presence.Available);
        await robin.Grain.Transfer(alex.Caller, ToTheCrew);
        await kim.Holds(robin.Key);

        await robin.Grain.Transfer(kim.Caller, new TransferConversation(Some.Queue, null, "The pump runs."));

        await robin.Screen.Entries.Until("somebody without the skill joins", entry => entry is { Kind: EntryKind.Joined, Seq: > 11 });
        var holding = await robin.Grain.WhoHolds(0);
        Assert.Equal((alex.StaffId, null), (holding.StaffId, holding.Triage));
    }

    [Fact]
    public async Task Nobody_is_handed_to_a_group_that_is_none()
    {
        await using var cluster = await ChatCluster.Start(WithTheCrew);
        var (alex, robin) = await cluster.Talking();

        Assert.Equal(Refusal.UnknownGroup, (await robin.Grain.Transfer(alex.Caller, ToTheCrew with { Group = "no-such-crew" })).Refusal);
        Assert.Equal(alex.StaffId, (await robin.Grain.WhoHolds(0)).StaffId);
    }

    private static AgencySettings WithTheCrew(AgencySettings agency) => agency with { ExpertGroups = [Crew] };

    private static async Task<AgentAtWork> Expert(ChatCluster cluster)
    {
        var account = new NewAccount("kim", "long enough", "Real Name", "kim alias", Role.Agent, [Some.OtherQueue], 3) { Skills = [new("pumps", 4)] };
        var member = await cluster.Grains.GetGrain<IAgencyGrain>(Some.Agency).AddAccount(Caller.System(Some.Agency), account);
        return new AgentAtWork(cluster.Grains, member.Value!.StaffId);
    }
}
#endif
