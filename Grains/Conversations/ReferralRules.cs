using Muster.Agencies;
using Muster.Identity;

namespace Muster.Conversations;

/// <summary>Who is sent to another way to reach the agency (S64).</summary>
public static class ReferralRules
{
    /// <summary>So many that each of an agency's channels can be named, and so few that it does not become a flood.</summary>
    public const int MostReferrals = AgencySettingsLimits.MostChannels;

    public static Decision Refer(this Conversation conversation, ReferCitizen command, AgencySettings agency) =>
        command.MessageId is { } id && !ConversationRules.IsMessageId(id) ? Refusal.InvalidRequest
        : agency.Channels.FirstOrDefault(channel => channel.Name == command.Channel) is not { } channel ? Refusal.InvalidRequest
        : conversation.HasEnded ? Refusal.ConversationClosed
        : conversation.Referrals >= MostReferrals ? Refusal.SlowDown
        : conversation.IsFull() ? Refusal.ConversationFull
        : new CitizenReferred(conversation.Holder!, channel.Name, channel.Value, channel.Url);
}
