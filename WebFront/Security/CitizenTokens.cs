using System.Collections.Concurrent;
using Muster.Identity;

namespace Muster.WebFront.Security;

/// <summary>
/// The token that opens one conversation to its citizen. Nothing is stored: a repeated start gets the same token again, and every
/// front accepts it.
/// </summary>
public sealed class CitizenTokens(IFrontKeys keys)
{
    /// <summary>Tokens seen lately, so that a message does not pay for the signature each time.</summary>
    private const int MostRemembered = 20_000;

    private readonly Seal _seal = new(keys, "muster citizen token v1");
    private readonly ConcurrentDictionary<string, Caller> _seen = new(StringComparer.Ordinal);
    private int _seenCount;

    /// <param name="agency">The agency's id.</param>
    /// <param name="conversation">The conversation's id.</param>
    public string Of(string agency, string conversation) => _seal.Close(GrainKey.Of(agency, conversation));

    /// <summary>Whose token it is; null unless it is one of ours.</summary>
    public Caller? Citizen(string token)
    {
        if (_seen.TryGetValue(token, out var known))
            return known;
        if (_seal.Open(token) is not { } key)
            return null;

        var citizen = Caller.Citizen(GrainKey.AgencyOf(key), key);
        if (Interlocked.Increment(ref _seenCount) > MostRemembered)
        {
            _seen.Clear();
            Volatile.Write(ref _seenCount, 1);
        }

        _seen[token] = citizen;
        return citizen;
    }
}
