#if ENGINE_EMBEDDED
using Muster.Agencies;
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Queues;

/// <summary>Queues that ask before they give.</summary>
public sealed class OffersTests
{
    [Fact]
    public async Task An_offer_that_is_accepted_is_held()
    {
        await using var cluster = await Offering();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.IsOffered(robin.Key);

        var accepted = await alex.Grain.Accept(alex.Caller, robin.Key);

        Assert.Equal(SlotState.Held, Assert.Single(accepted.Value!.Slots).State);
        Assert.Equal(alex.StaffId, (await robin.Grain.WhoHolds(0)).StaffId);
        Assert.Equal(SlotState.Held, Assert.Single((await alex.Grain.Accept(alex.Caller, robin.Key)).Value!.Slots).State);
    }

    [Fact]
    public async Task A_declined_one_keeps_its_age_and_goes_to_somebody_else()
    {
        await using var cluster = await Offering();
        var (alex, blake, robin) = (await cluster.Hire("alex"), await cluster.Hire("blake"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.IsOffered(robin.Key);
        await blake.Is(Presence.Available);

        await alex.Grain.Decline(alex.Caller, robin.Key);

        await blake.IsOffered(robin.Key);
        Assert.Empty((await alex.Looks()).Slots);
        Assert.Equal(Refusal.NotFound, (await alex.Grain.Accept(alex.Caller, robin.Key)).Refusal);
    }

    [Fact]
    public async Task A_missed_one_goes_to_somebody_else_and_the_agent_seems_away()
    {
        await using var cluster = await Offering();
        var (alex, blake, robin) = (await cluster.Hire("alex"), await cluster.Hire("blake"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.IsOffered(robin.Key);
        await blake.Is(Presence.Available);

        for (var seconds = 0; seconds < 12; seconds++)
        {
            await cluster.Pass(TimeSpan.FromSeconds(1), alex, blake);
            await alex.Looks();
            await blake.Looks();
        }

        await blake.IsOffered(robin.Key);
        Assert.Equal((Presence.Away, "missed-offer"), ((await alex.Looks()).Presence, (await alex.Looks()).Why));
    }

    [Fact]
    public async Task An_offer_counts_against_capacity_while_it_stands()
    {
        await using var cluster = await Offering();
        var (alex, robin, kim) = (await cluster.Hire("alex", capacity: 1), cluster.Citizen("robin"), cluster.Citizen("kim"));
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.IsOffered(robin.Key);

        await kim.Starts();
        await cluster.Pass(TimeSpan.FromSeconds(2), alex);

        Assert.Equal([robin.Key], (await alex.Looks()).Slots.Select(slot => slot.Conversation));
    }

    [Fact]
    public async Task What_the_citizen_left_meanwhile_cannot_be_accepted()
    {
        await using var cluster = await Offering();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.IsOffered(robin.Key);
        await robin.Ends();

        Assert.Equal(Refusal.NotFound, (await alex.Grain.Accept(alex.Caller, robin.Key)).Refusal);
        Assert.Empty((await alex.Looks()).Slots);
    }

    [Theory]
    [InlineData(true)] // the citizen leaves
    [InlineData(false)] // a supervisor moves it
    public async Task Nobody_has_missed_what_is_no_longer_to_be_had(bool isLeft)
    {
        await using var cluster = await Offering();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.IsOffered(robin.Key);

        if (isLeft)
            await robin.Ends();
        else
            await robin.Grain.Transfer(await cluster.Supervisor(), new TransferConversation(Some.OtherQueue, null, "Floods."));

        await alex.Until("is not asked any more", view => !view.Slots.Any(slot => slot.State == SlotState.Offered && slot.Queue == Some.QueueKey));
        Assert.Equal(Presence.Available, (await alex.Looks()).Presence);
    }

    [Fact]
    public async Task An_acceptance_that_failed_half_way_can_be_sent_again()
    {
        await using var cluster = await Offering();
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.IsOffered(robin.Key);

        cluster.Journal.FailNext(MemoryJournal.Fault.Lost);
        await Assert.ThrowsAnyAsync<Exception>(() => alex.Grain.Accept(alex.Caller, robin.Key));

        Assert.True((await alex.Grain.Accept(alex.Caller, robin.Key)).IsDone);
        Assert.Equal(alex.StaffId, (await robin.Grain.WhoHolds(0)).StaffId);
    }

    private static Task<ChatCluster> Offering() => ChatCluster.Start(agency => agency with
    {
        Queues = [.. agency.Queues.Select(queue => queue with { Assignment = AssignmentMode.Offer, OfferSeconds = 10 })],
    });
}
#endif
