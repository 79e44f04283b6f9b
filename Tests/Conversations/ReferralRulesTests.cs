using Muster.Agencies;
using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>Who may be sent to another way to reach the agency, and how often (S64).</summary>
public sealed class ReferralRulesTests
{
    private static readonly AgencySettings Agency = Some.Settings with { Channels = [new Channel("Phone", "07 3000 0000", "tel:+61730000000"), new Channel("Counter", "1 Main Street", null)] };

    [Fact]
    public void The_citizen_is_sent_the_channel_as_the_agency_has_it()
    {
        Assert.Equal([new CitizenReferred(Some.Active().Holder!, "Phone", "07 3000 0000", "tel:+61730000000")], Some.Active().Refer(new ReferCitizen("Phone"), Agency).Facts);
        Assert.Equal([new CitizenReferred(Some.Active().Holder!, "Counter", "1 Main Street", null)], Some.Active().Refer(new ReferCitizen("Counter"), Agency).Facts);
    }

    [Theory]
    [InlineData("Fax", null)]
    [InlineData("phone", null)]
    [InlineData("", null)]
    [InlineData("Phone", "r 1")]
    public void What_the_agency_does_not_have_is_sent_to_nobody(string channel, string? messageId) =>
        Assert.Equal(Refusal.InvalidRequest, Some.Active().Refer(new ReferCitizen(channel, messageId), Agency).Refusal);

    [Fact]
    public void Whoever_has_left_is_sent_nowhere() =>
        Assert.Equal(Refusal.ConversationClosed, Some.Active().Then(new CitizenLeft()).Refer(new ReferCitizen("Phone"), Agency).Refusal);

    [Theory]
    [InlineData(19, null)]
    [InlineData(20, Refusal.SlowDown)]
    public void The_twentieth_is_the_last(int earlier, Refusal? refusal)
    {
        var conversation = Enumerable.Range(0, earlier).Aggregate(Some.Active(), (referred, _) => referred.Then(referred.Refer(new ReferCitizen("Phone"), Agency)));

        Assert.Equal(refusal, conversation.Refer(new ReferCitizen("Phone"), Agency).Refusal);
    }

    [Fact]
    public void A_full_conversation_takes_no_more() =>
        Assert.Equal(Refusal.ConversationFull, (Some.Active() with { LastSeq = ConversationLimits.MostFacts }).Refer(new ReferCitizen("Phone"), Agency).Refusal);

    [Fact]
    public void Whoever_has_been_sent_somewhere_waits_for_no_reply() =>
        Assert.Null(Some.Active().Then(new MessagePosted(Some.ByCitizen, "m-2", "Where is the pump?")).Then(new CitizenReferred(Some.AlexAuthor, "Phone", "07 3000 0000", null)).WaitsSince);
}
