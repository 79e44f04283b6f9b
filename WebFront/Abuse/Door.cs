using System.Collections.Concurrent;
using System.Globalization;
using Muster.Agencies;
using Muster.WebFront.Security;

namespace Muster.WebFront.Abuse;

/// <summary>
/// Where starts come in. Usually it stands open. While starts of an agency come far faster than people come, or pile up because the cluster cannot
/// take them as fast as they come, each needs a proof of work, made by the browser within a moment; whoever brings none waits a little and shares a bounded rate with all who do not. A challenge is good for
/// one conversation alone, and the same start twice is the same conversation: a proof used twice gains nothing, on whichever front, and
/// nothing has to be remembered of it.
/// </summary>
internal sealed class Door(IFrontKeys keys, TimeProvider clock, Difficulties? difficulties = null)
{
    /// <summary>A challenge answered later is given anew.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(10);

    /// <summary>Whoever brings no proof comes again after this.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    /// <summary>Who has waited so long goes before those who have not.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    /// <summary>
    /// What piles up for so long is no crowd that arrived at once. A flood that waits for its answers comes no faster than the cluster takes it:
    /// where that is slower than people may come, its rate alone would never tell.
    /// </summary>
    public static readonly TimeSpan PilesUpFor = TimeSpan.FromSeconds(10);

    /// <summary>As long as a <see cref="Surge"/> lasts. Refusals take no time, so a flood shows its true rate before this is over.</summary>
    private static readonly TimeSpan PiledUpHolds = TimeSpan.FromSeconds(15);

    private readonly Seal _seal = new(keys, "muster start challenge v1");
    private readonly ConcurrentDictionary<string, State> _states = new(StringComparer.Ordinal);
    private readonly long _began = clock.GetTimestamp();
    private readonly Difficulties _difficulties = difficulties ?? new Difficulties();

    /// <param name="agency">The agency's settings.</param>
    /// <param name="conversation">The id of the conversation that is to be started.</param>
    /// <param name="brings">What the start brings.</param>
    /// <returns>What is asked of them; null where they are let in.</returns>
    public Challenge? Ask(AgencySettings agency, string conversation, AtTheDoor brings)
    {
        if (agency.Abuse.ChallengeAboveStartsPerSecond is not { } perSecond)
            return null;

        var state = _states.GetOrAdd(agency.Id, static _ => new State());
        lock (state)
        {
            // Asked for in here: otherwise whoever is overtaken on the way would come with an earlier time than the last.
            var now = clock.GetElapsedTime(_began);
            state.Starts = state.Starts.WithOne(perSecond, now);
            if (!state.Starts.IsOn && !state.PilesUp(perSecond, now))
                return null;

            var token = Read(brings.Token, agency.Id, conversation);
            if (token is { } known && brings.Nonce is { } nonce && Puzzle.IsSolved(brings.Token!, known.Difficulty, nonce))
            {
                state.Proven = state.Proven.WithOne(perSecond / 2.0, now);
                return null;
            }

            if (token is { } waited && brings.Nonce is null && waited.Age >= Wait && state.LetsIn(agency.Abuse.LetInPerSecond, waited.Age >= Long, now))
                return null;

            var difficulty = state.Proven.IsOnAt(perSecond / 2.0, now) ? _difficulties.Hard : _difficulties.Easy;
            return token is { } old
                ? new Challenge(brings.Token!, old.Difficulty, old.Age >= Wait ? Wait : Wait - old.Age)
                : new Challenge(_seal.Close($"{agency.Id}/{conversation}/{clock.GetUtcNow().ToUnixTimeSeconds()}/{difficulty}"), difficulty, Wait);
        }
    }

    /// <summary>Whoever was let in is on the way until this is disposed.</summary>
    public IDisposable Enter(string agency) => new Way(_states.GetOrAdd(agency, static _ => new State()));

    /// <summary>One of ours, for this conversation, and not too old; from whichever front.</summary>
    private (int Difficulty, TimeSpan Age)? Read(string? token, string agency, string conversation)
    {
        if (token is null || _seal.Open(token)?.Split('/') is not [var forAgency, var forConversation, var at, var difficulty]
            || forAgency != agency || forConversation != conversation)
        {
            return null;
        }

        var age = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(long.Parse(at, CultureInfo.InvariantCulture));
        return age <= Holds ? (int.Parse(difficulty, CultureInfo.InvariantCulture), age) : null;
    }

    private sealed class State
    {
        private long _due;
        private int _onTheWay;
        private TimeSpan? _pilesUpSince;
        private TimeSpan _pileHoldsUntil;

        public Surge Starts { get; set; }

        public Surge Proven { get; set; }

        public void Enter() => Interlocked.Increment(ref _onTheWay);

        public void Leave() => Interlocked.Decrement(ref _onTheWay);

        /// <summary>Whether as many are on the way as may come in a second, and have been for long; half as many are no pile any more.</summary>
        public bool PilesUp(int perSecond, TimeSpan now)
        {
            var onTheWay = Volatile.Read(ref _onTheWay);
            if (onTheWay >= perSecond)
                _pilesUpSince ??= now;
            else if (onTheWay < perSecond / 2)
                _pilesUpSince = null;
            if (onTheWay >= perSecond && now - _pilesUpSince >= PilesUpFor)
                _pileHoldsUntil = now + PiledUpHolds;
            return now < _pileHoldsUntil;
        }

        /// <summary>The second half of a second's room is for those who have waited long.</summary>
        public bool LetsIn(int perSecond, bool isLong, TimeSpan now)
        {
            if (new Pace(isLong ? 2 * perSecond : perSecond, perSecond).Wait(_due, now.Ticks, out var next) > TimeSpan.Zero)
                return false;

            _due = next;
            return true;
        }
    }

    private sealed class Way : IDisposable
    {
        private State? _state;

        public Way(State state)
        {
            _state = state;
            state.Enter();
        }

        public void Dispose() => Interlocked.Exchange(ref _state, null)?.Leave();
    }
}
