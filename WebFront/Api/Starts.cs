using System.Collections.Immutable;
using Muster.Conversations;
using Muster.Identity;
using Muster.Metrics;
using Muster.WebFront.Abuse;
using Muster.WebFront.Figures;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>A citizen writes for the first time, by the API or by the page without scripts.</summary>
internal sealed class Starts(
    IGrainFactory grains, KnownAgencies agencies, CitizenTokens tokens, Door door, BrowserSessions browsers, KnownBans bans, Budgets budgets, RefusedStarts refused)
{
    /// <param name="agency">The agency's id.</param>
    /// <param name="secret">The citizen's <c>messageId</c>: 22 to 64 of <c>A-Z a-z 0-9 _ -</c>.</param>
    /// <param name="command">What they wrote; what is derived from the secret is filled in here.</param>
    /// <param name="brings">What the browser says of itself.</param>
    public async Task<StartAttempt> Start(string? agency, string secret, StartConversation command, BroughtByBrowser brings)
    {
        if (await agencies.Look(agency) is not { } known)
            return Refusal.UnknownAgency;
        if (!known.Has(command.Queue))
            return Refusal.UnknownQueue;

        var name = ConversationName.Of(known.Id, secret);
        var attempt = await Start(known, name, secret, command, brings);
        if (Reason(attempt) is { } why)
            refused.Note(known.Id, command.Queue, name.Id, why);
        return attempt;
    }

    internal static BroughtByBrowser BroughtBy(StartBody body) => new(body.Session, body.Proof?.Challenge, body.Proof?.Nonce);

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
        body.LeaveMessage)
    {
        Asks = body.Reply is { } reply ? WaitingEndpoints.RequestOf(reply, isCallBack: false) : null,
    };

    private async Task<StartAttempt> Start(AgencyNow known, ConversationName name, string secret, StartConversation command, BroughtByBrowser brings)
    {
        var hashes = brings.Session is { } session ? browsers.HashesOf(known.Id, session) : [];
        if (door.Ask(known.Settings, name.Id, new AtTheDoor(brings.Challenge, brings.Nonce)) is { } challenge)
            return new StartAttempt(Challenge: challenge);
        if (hashes.Count > 0 && budgets.Spend(hashes[0], isStaff: false, Allowance.Starts) is { } wait)
            return new StartAttempt(Wait: wait);
        if (await bans.Until(known.Id, hashes) is { } until)
            return new StartAttempt(Banned: new BannedUntil(until, known.Settings.Abuse.Appeal));

        using var onTheWay = door.Enter(known.Id);
        var grain = grains.GetGrain<IConversationGrain>(GrainKey.Of(known.Id, name.Id));
        var outcome = await Again.IfUnknown(() => grain.Start(command with
        {
            Reference = name.Reference,
            Secret = secret,
            MessageId = name.MessageId,
            Session = hashes.Count > 0 ? hashes[0] : null,
        }));
        return outcome.IsDone ? new StartAttempt(new StartedHere(name.Id, tokens.Of(known.Id, name.Id), outcome.Value, known)) : outcome.Refusal.Value;
    }

    /// <summary>Why it counts among the starts that came to nothing; null where it has begun, or is nothing that a page would send.</summary>
    private static Counted? Reason(StartAttempt attempt) =>
        attempt.Refusal == Refusal.QueueClosed ? Counted.RefusedClosed
        : attempt.Banned is not null ? Counted.RefusedBanned
        : attempt.Wait is not null ? Counted.RefusedTooOften
        : attempt.Challenge is not null ? Counted.Challenged
        : null;
}
