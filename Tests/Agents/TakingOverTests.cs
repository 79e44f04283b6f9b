using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Agents;

/// <summary>The place of what a supervisor takes over (S10).</summary>
public sealed class TakingOverTests
{
    private const int Most = 3;

    [Theory]
    [InlineData(Presence.Available, null)]
    [InlineData(Presence.Busy, Refusal.NotAvailable)]
    [InlineData(Presence.Away, Refusal.NotAvailable)]
    [InlineData(Presence.Offline, Refusal.NotAvailable)]
    public void Only_who_is_available_takes_anything_over(Presence presence, Refusal? refusal) =>
        Assert.Equal(refusal, Reserve(Holding(0) with { Presence = presence }).Refusal);

    [Theory]
    [InlineData(2, null, null)]
    [InlineData(3, null, Refusal.NoCapacity)]
    [InlineData(1, 2, null)]
    [InlineData(2, 2, Refusal.NoCapacity)]
    public void There_has_to_be_room_for_it_in_the_account_and_in_the_queue(int held, int? mostOfQueue, Refusal? refusal)
    {
        var reserved = Reserve(Holding(held), mostOfQueue);

        Assert.Equal(refusal, reserved.Refusal);
        Assert.Equal<SlotState?>(refusal is null ? SlotState.Reserved : null, reserved.Value?.Slot(Some.Key)?.State);
    }

    [Fact]
    public void A_slot_of_an_earlier_time_is_its_place_and_unconfirmed_again()
    {
        var full = Holding(2) with { Slots = [.. Holding(2).Slots, Some.Slot()] };

        var slot = Reserve(full).Value!.Slot(Some.Key)!;

        Assert.Equal((SlotState.Reserved, 0, "t-1"), (slot.State, slot.JoinedSeq, slot.TakenBy));
    }

    [Fact]
    public void What_the_conversation_confirms_is_held_as_any_other()
    {
        var held = Reserve(Holding(0)).Value!.Settle(Some.Alex, Some.Key, Some.Holding(ConversationStatus.Active, Some.Alex, 5)).Slot(Some.Key)!;

        Assert.Equal((SlotState.Held, 5, (string?)null), (held.State, held.JoinedSeq, held.TakenBy));
    }

    private static Agent Holding(int conversations) =>
        Some.AvailableAgent([.. Enumerable.Range(1, conversations).Select(number => Some.Slot($"demo/other-{number}"))]);

    private static Outcome<Agent> Reserve(Agent agent, int? mostOfQueue = null) => agent.ReserveToTakeOver(Some.Key, Some.QueueKey, "t-1", mostOfQueue, Most, Some.Moment.AddMinutes(1));
}
