using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

public sealed class TakeOverRulesTests
{
    private const string Kim = "staff-kim";

    public static TheoryData<string, Conversation, TakeOverConversation, Refusal?> Takings => new()
    {
        { "out of the line", Some.Waiting(), Take(), null },
        { "kept for an agent", Some.WaitingFor(Some.Blake, Some.Moment.AddMinutes(2)), Take(), null },
        { "from its agent", Some.Active(), Take(), null },
        { "of the queue it is in", Some.Active(), Take() with { Queue = Some.Queue }, null },
        { "of a queue it has left", Some.Active(), Take() with { Queue = Some.OtherQueue }, Refusal.NotAllowed },
        { "from oneself", Some.Active().Then(Some.Active().TakeOver(Kim, Take())), Take(), Refusal.NotAllowed },
        { "of a question to experts", ConsultRulesTests.Consult(), Take(), Refusal.NotAllowed },
        { "in wrap-up", Some.InWrapUp(), Take(), Refusal.ConversationClosed },
        { "of what is closed", Some.Closed(), Take(), Refusal.ConversationClosed },
        { "without a proper id", Some.Waiting(), new("Kim", "not an id"), Refusal.InvalidRequest },
    };

    [Theory, MemberData(nameof(Takings), DisableDiscoveryEnumeration = true)]
    public void A_supervisor_may_take_over_what_waits_and_what_an_agent_has(string _, Conversation conversation, TakeOverConversation command, Refusal? refusal) =>
        Assert.Equal(refusal, conversation.MayTakeOver(Kim, command));

    [Fact]
    public void Out_of_the_line_it_is_theirs_as_an_agents_is()
    {
        var taken = Some.Waiting().Then(Some.Waiting().TakeOver(Kim, Take()));

        Assert.Equal((ConversationStatus.Active, Author.Agent(Kim, "Kim")), (taken.Status, taken.Holder));
        Assert.Equal(taken.LastSeq, taken.HoldingSeq);
    }

    [Fact]
    public void From_an_agent_it_says_that_they_left_it_and_asks_nothing_any_more()
    {
        var asked = Some.Active().Then(Some.Active().AskClosing());

        var decision = asked.TakeOver(Kim, Take());
        var taken = asked.Then(decision);

        Assert.Equal((Some.Alex, ReturnReason.TakenOver), decision.Facts[0] is AgentLeft left ? (left.Agent.StaffId, left.Reason) : default);
        Assert.True(Assert.IsType<AgentJoined>(decision.Facts[1]).IsTaken);
        Assert.Equal((Kim, false, (Receipt?)null), (taken.Holder?.StaffId, taken.IsClosingAsked, taken.ClosingAsked));
    }

    [Fact]
    public void Whoever_took_it_over_writes_in_it_as_its_agent_and_the_one_who_had_it_does_not()
    {
        var taken = Some.Active().Then(Some.Active().TakeOver(Kim, Take()));

        Assert.True(taken.MayWrite(Some.Key, Caller.Staff(Role.Supervisor, Some.Agency, Kim, [Some.Queue])));
        Assert.False(taken.MayWrite(Some.Key, Caller.Staff(Role.Supervisor, Some.Agency, "staff-else", [Some.Queue])));
        Assert.False(taken.MayWrite(Some.Key, Caller.Staff(Role.Supervisor, Some.Agency, Kim, [Some.OtherQueue])));
        Assert.False(taken.MayRead(Some.Key, Some.Agent(Some.Alex)));
    }

    private static TakeOverConversation Take() => new("Kim", "t-1");
}
