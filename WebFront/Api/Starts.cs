using System.Collections.Immutable;
using Muster.Conversations;
using Muster.Identity;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>A citizen writes for the first time, by the API or by the page without scripts.</summary>
public sealed class Starts(IGrainFactory grains, KnownAgencies agencies, CitizenTokens tokens)
{
    /// <param name="agency">The agency's id.</param>
    /// <param name="secret">The citizen's <c>messageId</c>: 22 to 64 of <c>A-Z a-z 0-9 _ -</c>.</param>
    /// <param name="command">What they wrote; what is derived from the secret is filled in here.</param>
    public async Task<Outcome<StartedHere>> Start(string? agency, string secret, StartConversation command)
    {
        if (await agencies.Look(agency) is not { } known)
            return Refusal.UnknownAgency;
        if (!known.Has(command.Queue))
            return Refusal.UnknownQueue;

        var name = ConversationName.Of(known.Id, secret);
        var grain = grains.GetGrain<IConversationGrain>(GrainKey.Of(known.Id, name.Id));
        var outcome = await Again.IfUnknown(() => grain.Start(command with { Reference = name.Reference, Secret = secret, MessageId = name.MessageId }));
        return outcome.IsDone ? new StartedHere(name.Id, tokens.Of(known.Id, name.Id), outcome.Value, known) : outcome.Refusal.Value;
    }

    internal static StartConversation CommandOf(StartBody body) => new(
        body.Queue!,
        Reference: "",
        Secret: "",
        MessageId: "",
        body.Text!,
        body.Name,
        body.Contact,
        body.Answers?.ToImmutableDictionary(answer => answer.Key, answer => answer.Value!),
        body.Page,
        body.Language,
        body.Follows,
        body.LeaveMessage);
}
