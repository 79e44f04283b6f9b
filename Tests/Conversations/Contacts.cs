using Muster.Conversations;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>Those who want to be reached instead of waiting at the screen.</summary>
internal static class Contacts
{
    public static readonly ContactRequest CallBack = new(ContactChannel.Phone, "07 3000 0000", IsCallBack: true);
    public static readonly ContactRequest Message = new(ContactChannel.Email, "robin@example.org", IsCallBack: false);
    public static readonly DateTimeOffset Later = Some.Moment.AddHours(3);
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Somebody in the line who has asked.</summary>
    public static Conversation Asked(ContactRequest request)
    {
        var waiting = Some.Waiting();
        var triage = waiting.TriageOf(request, Some.Settings);
        return waiting.Then(waiting.Ask(request, triage, (Some.Moment - (triage?.HeadStart ?? TimeSpan.Zero)).UtcTicks));
    }

    /// <summary>Somebody who came when nobody was there.</summary>
    public static Conversation Left(ContactRequest? asks)
    {
        var start = Some.Start() with { LeavesMessage = true, Asks = asks };
        return Conversation.Unopened.Then(ConversationRules.Start(Some.Settings, start, TriageRules.Triage(Some.View, start), (Some.Moment + Day).UtcTicks));
    }

    public static Conversation Held(Conversation? asked = null) => (asked ?? Asked(CallBack)).Then(new AgentJoined(Some.AlexAuthor, Some.Queue));
}
