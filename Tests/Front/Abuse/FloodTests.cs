using Muster.Agencies;
using Muster.Tests.Support;
using Muster.WebFront.Abuse;

namespace Muster.Tests.Front.Abuse;

/// <summary>
/// People who start beside a flood, in a time of its own: a client sends 1,000 starts a second for a minute as long as no more than 128 of them are unanswered, and
/// takes no notice of what it is asked. The cluster takes so many a second, the first first.
/// </summary>
public sealed class FloodTests
{
    private const int FloodPerSecond = 1_000;
    private const int FloodAtOnce = 128;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>A person every 60 ms: 1,000 in this minute.</summary>
    private static readonly TimeSpan BetweenPeople = TimeSpan.FromMilliseconds(60);

    private static readonly TimeSpan Solving = TimeSpan.FromMilliseconds(500);

    private readonly HandMovedClock _clock = new(Some.Moment);
    private readonly Door _door;
    private readonly AgencySettings _agency = new(Some.Agency, "Riverbend", "Etc/UTC", [new(Some.Queue, "General")]);
    private readonly Queue<Start> _onTheWay = new();
    private readonly List<(TimeSpan At, Start Start, AtTheDoor Brings)> _solving = [];
    private readonly List<Start> _people = [];
    private readonly List<TimeSpan> _floodLetIn = [];
    private double _room;
    private int _floodOnTheWay;
    private int _floodHeld;
    private int _numbers;

    public FloodTests() => _door = new Door(new TestKeys(1), _clock, new Difficulties(Easy: 4, Hard: 6));

    /// <summary>
    /// The usual settings: what comes faster than 100 a second is an attack once it is 3,000 too many, and what piles up is one after ten seconds.
    /// </summary>
    [Theory]
    [InlineData(5_000, 4)]
    [InlineData(300, 11)]
    [InlineData(90, 11)]
    [InlineData(40, 11)]
    public void A_flood_is_held_and_people_with_a_proof_pass(int takenPerSecond, int toldWithinSeconds)
    {
        var told = TimeSpan.FromSeconds(toldWithinSeconds);

        Run(takenPerSecond);

        Assert.DoesNotContain(_floodLetIn, at => at > told);
        Assert.InRange(_floodLetIn.Count, 1, Math.Min(takenPerSecond, FloodPerSecond) * toldWithinSeconds + FloodAtOnce);
        Assert.True(_floodHeld > FloodPerSecond * (Minute - told).TotalSeconds * 0.9, $"{_floodHeld} of the flood were held");
        Assert.All(_people, person => Assert.NotNull(person.Took));
        Assert.All(_people, person => Assert.InRange(person.Challenges, 0, 1));
        var peoplePerSecond = TimeSpan.FromSeconds(1) / BetweenPeople;
        var drained = told + TimeSpan.FromSeconds((FloodAtOnce + peoplePerSecond * toldWithinSeconds) / (takenPerSecond - peoplePerSecond) + 1);
        Assert.All(_people.Where(person => person.At > drained), person =>
        {
            Assert.Equal(1, person.Challenges);
            Assert.InRange(person.Took!.Value, Solving, Solving + TimeSpan.FromMilliseconds(500));
        });
    }

    /// <summary>A warning of a flood in the streets: all of them within a moment.</summary>
    [Theory]
    [InlineData(2_000, 500)]
    [InlineData(1_000, 110)]
    public void A_crowd_that_the_cluster_takes_within_seconds_meets_no_challenge(int people, int takenPerSecond)
    {
        for (var person = 0; person < people; person++)
            Arrive();

        for (var step = 0; step < 1_000; step++)
            Pass(takenPerSecond);

        Assert.All(_people, person => Assert.Equal(0, person.Challenges));
        Assert.All(_people, person => Assert.NotNull(person.Took));
    }

    private void Run(int takenPerSecond)
    {
        var nextPerson = TimeSpan.Zero;
        for (var now = TimeSpan.Zero; now < Minute; now += Step)
        {
            for (var start = 0; start < FloodPerSecond * Step.TotalSeconds && _floodOnTheWay < FloodAtOnce; start++)
                Flood(now);
            for (; nextPerson <= now; nextPerson += BetweenPeople)
                Arrive();
            Pass(takenPerSecond);
        }

        for (var step = 0; step < 1_000; step++)
            Pass(takenPerSecond);
    }

    private void Flood(TimeSpan now)
    {
        var flood = new Start($"f{_numbers++}", now, IsFlood: true);
        if (_door.Ask(_agency, flood.Conversation, default) is not null)
        {
            _floodHeld++;
            return;
        }

        _floodLetIn.Add(now);
        _floodOnTheWay++;
        Enter(flood);
    }

    private void Arrive()
    {
        var person = new Start($"p{_numbers++}", Now, IsFlood: false);
        _people.Add(person);
        Ask(person, default);
    }

    private void Ask(Start person, AtTheDoor brings)
    {
        if (_door.Ask(_agency, person.Conversation, brings) is not { } challenge)
        {
            Enter(person);
            return;
        }

        person.Challenges++;
        uint nonce = 0;
        while (!Puzzle.IsSolved(challenge.Token, challenge.Difficulty, nonce))
            nonce++;
        _solving.Add((Now + Solving, person, new AtTheDoor(challenge.Token, nonce)));
    }

    private void Enter(Start start)
    {
        start.OnTheWay = _door.Enter(_agency.Id);
        _onTheWay.Enqueue(start);
    }

    /// <summary>The cluster takes what it can in this time, and who has solved their challenge by then comes again.</summary>
    private void Pass(int takenPerSecond)
    {
        _clock.Advance(Step);
        _room = Math.Min(_room + takenPerSecond * Step.TotalSeconds, Math.Max(1, takenPerSecond * Step.TotalSeconds));
        for (; _room >= 1 && _onTheWay.TryDequeue(out var taken); _room--)
        {
            taken.OnTheWay!.Dispose();
            taken.Took = Now - taken.At;
            if (taken.IsFlood)
                _floodOnTheWay--;
        }

        foreach (var (_, person, brings) in _solving.Where(one => one.At <= Now).ToList())
            Ask(person, brings);
        _solving.RemoveAll(one => one.At <= Now);
    }

    private TimeSpan Now => _clock.GetUtcNow() - Some.Moment;

    private sealed record Start(string Conversation, TimeSpan At, bool IsFlood)
    {
        public IDisposable? OnTheWay { get; set; }

        public TimeSpan? Took { get; set; }

        public int Challenges { get; set; }
    }
}
