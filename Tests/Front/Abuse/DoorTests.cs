using Muster.Agencies;
using Muster.Tests.Support;
using Muster.WebFront.Abuse;

namespace Muster.Tests.Front.Abuse;

public sealed class DoorTests
{
    private const int PerSecond = 10;

    /// <summary>The real ones take a processor long enough to be felt.</summary>
    private static readonly Difficulties Quick = new(Easy: 4, Hard: 6);

    private readonly HandMovedClock _clock = new(Some.Moment);
    private readonly Door _door;
    private readonly AgencySettings _agency = Agency(new AbuseSettings { ChallengeAboveStartsPerSecond = PerSecond, LetInPerSecond = 2 });
    private int _numbers;

    public DoorTests() => _door = new Door(new TestKeys(1), _clock, Quick);

    [Fact]
    public void A_thousand_starts_a_minute_from_one_address_meet_no_challenge()
    {
        var agency = Agency(new AbuseSettings());

        for (var minute = 0; minute < 5; minute++)
        {
            for (var start = 0; start < 1_000; start++) // all in the first moment of the minute
                Assert.Null(_door.Ask(agency, NextConversation(), default));
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public void Without_the_setting_nobody_is_ever_challenged()
    {
        var agency = Agency(new AbuseSettings { ChallengeAboveStartsPerSecond = null });

        for (var start = 0; start < 100_000; start++)
            Assert.Null(_door.Ask(agency, "c", default));
    }

    [Fact]
    public void Under_attack_a_start_without_a_proof_is_challenged_and_one_with_it_is_let_in()
    {
        Attack();

        var challenge = _door.Ask(_agency, "mine", default)!;

        Assert.Equal(Quick.Easy, challenge.Difficulty);
        Assert.Null(_door.Ask(_agency, "mine", new AtTheDoor(challenge.Token, Solve(challenge))));
    }

    [Fact]
    public void A_proof_is_good_for_its_own_conversation_and_agency_and_front_keys_alone()
    {
        Attack();
        var challenge = _door.Ask(_agency, "mine", default)!;
        var proof = new AtTheDoor(challenge.Token, Solve(challenge));

        Assert.NotNull(_door.Ask(_agency, "another", proof));
        var other = new Door(new TestKeys(2), _clock, Quick);
        Attack(other);
        Assert.NotNull(other.Ask(_agency, "mine", proof));
    }

    [Fact]
    public void Another_front_with_the_same_keys_takes_the_proof()
    {
        Attack();
        var challenge = _door.Ask(_agency, "mine", default)!;
        var other = new Door(new TestKeys(1), _clock, Quick);
        Attack(other);

        Assert.Null(other.Ask(_agency, "mine", new AtTheDoor(challenge.Token, Solve(challenge))));
    }

    [Fact]
    public void A_proof_that_is_too_old_or_wrong_gets_another_challenge()
    {
        Attack();
        var challenge = _door.Ask(_agency, "mine", default)!;
        var nonce = Solve(challenge);

        Assert.NotNull(_door.Ask(_agency, "mine", new AtTheDoor(challenge.Token, Unsolving(challenge))));
        Assert.NotNull(_door.Ask(_agency, "mine", new AtTheDoor(challenge.Token + "x", nonce)));
        _clock.Advance(Door.Holds + TimeSpan.FromSeconds(1));
        Attack();
        Assert.NotEqual(challenge.Token, _door.Ask(_agency, "mine", new AtTheDoor(challenge.Token, nonce))!.Token);
    }

    [Fact]
    public void Whoever_cannot_prove_anything_is_let_in_after_the_wait_they_were_told()
    {
        Attack();
        var challenge = _door.Ask(_agency, "mine", default)!;
        var waiting = new AtTheDoor(challenge.Token);

        Assert.Equal(challenge.Token, _door.Ask(_agency, "mine", waiting)!.Token);
        _clock.Advance(challenge.Wait);
        Attack();

        Assert.Null(_door.Ask(_agency, "mine", waiting));
    }

    [Fact]
    public void Those_who_wait_share_a_bounded_rate_and_who_has_waited_long_goes_first()
    {
        Attack();
        var patient = _door.Ask(_agency, "patient", default)!;
        _clock.Advance(TimeSpan.FromSeconds(50));
        Attack();
        List<(string Conversation, Challenge Challenge)> crowd = [.. Enumerable.Range(0, 100).Select(_ => NextConversation()).Select(name => (name, _door.Ask(_agency, name, default)!))];
        _clock.Advance(Door.Wait);
        Attack();

        var letIn = crowd.Count(one => _door.Ask(_agency, one.Conversation, new AtTheDoor(one.Challenge.Token)) is null);

        Assert.InRange(letIn, 1, 2);
        Assert.Null(_door.Ask(_agency, "patient", new AtTheDoor(patient.Token)));
    }

    [Fact]
    public void The_attack_is_over_a_little_after_it_is_over()
    {
        Attack();
        Assert.NotNull(_door.Ask(_agency, "mine", default));

        _clock.Advance(TimeSpan.FromSeconds(Surge.SecondsAtOnce));

        Assert.Null(_door.Ask(_agency, "mine", default));
    }

    [Fact]
    public void Starts_that_arrive_on_several_processors_at_once_are_all_counted()
    {
        Parallel.For(0, PerSecond * Surge.SecondsAtOnce, _ => _door.Ask(_agency, "flood", default));

        Assert.NotNull(_door.Ask(_agency, "mine", default));
    }

    [Fact]
    public void Times_in_the_wrong_order_do_not_make_an_attack_forgotten() => Property.Holds(tape =>
    {
        var (surge, now) = (default(Surge), TimeSpan.FromHours(1));
        for (var start = 0; start < (PerSecond * Surge.SecondsAtOnce) + 5; start++)
            surge = surge.WithOne(PerSecond, now - TimeSpan.FromMilliseconds(tape.Next(256)));

        Assert.True(surge.WithOne(PerSecond, now).IsOn);
    });

    [Fact]
    public void An_attack_on_one_agency_is_none_on_another()
    {
        Attack();

        Assert.Null(_door.Ask(_agency with { Id = "other" }, "c", default));
    }

    [Fact]
    public void An_attacker_who_proves_everything_gets_a_harder_challenge_and_never_harder_than_that()
    {
        Attack();
        for (var proof = 0; proof < 3 * PerSecond * Surge.SecondsAtOnce; proof++)
            Prove();

        Assert.Equal(Quick.Hard, _door.Ask(_agency, NextConversation(), default)!.Difficulty);
    }

    /// <summary>Whatever had come before: a state that is left over keeps nobody out.</summary>
    [Fact]
    public void Once_nothing_comes_any_more_the_door_stands_open() => Property.Holds(tape =>
    {
        var surge = default(Surge);
        var now = TimeSpan.Zero;
        while (!tape.IsOver)
        {
            now += TimeSpan.FromMilliseconds(tape.Next(100) - 10); // the clock may even go back
            surge = surge.WithOne(1 + tape.Next(5), now);
        }

        Assert.False(surge.WithOne(5, now + TimeSpan.FromSeconds(Surge.SecondsAtOnce)).IsOn);
    });

    [Fact]
    public void People_who_come_no_faster_than_is_normal_are_never_taken_for_an_attack() => Property.Holds(tape =>
    {
        var surge = default(Surge);
        var now = TimeSpan.Zero;
        while (!tape.IsOver)
        {
            for (var together = tape.Next(40); together > 0 && !tape.IsOver; together--)
            {
                now += TimeSpan.FromSeconds(0.1);
                surge = surge.WithOne(10, now);
                Assert.False(surge.IsOn);
            }
        }
    });

    private static AgencySettings Agency(AbuseSettings abuse) => new(Some.Agency, "Riverbend", "Etc/UTC", [new(Some.Queue, "General")]) { Abuse = abuse };

    private string NextConversation() => $"c{_numbers++}";

    private void Attack(Door? on = null)
    {
        for (var start = 0; start < 2 * PerSecond * Surge.SecondsAtOnce; start++)
            (on ?? _door).Ask(_agency, "flood", default);
    }

    private void Prove()
    {
        var conversation = NextConversation();
        if (_door.Ask(_agency, conversation, default) is { } challenge)
            Assert.Null(_door.Ask(_agency, conversation, new AtTheDoor(challenge.Token, Solve(challenge))));
    }

    private static uint Solve(Challenge challenge) => First(nonce => Puzzle.IsSolved(challenge.Token, challenge.Difficulty, nonce));

    private static uint Unsolving(Challenge challenge) => First(nonce => !Puzzle.IsSolved(challenge.Token, challenge.Difficulty, nonce));

    private static uint First(Func<uint, bool> fits)
    {
        for (uint nonce = 0; ; nonce++)
        {
            if (fits(nonce))
                return nonce;
        }
    }
}
