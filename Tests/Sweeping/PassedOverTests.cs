using Muster.Agents;
using Muster.Queues;
using Muster.Sweeping;
using Muster.Tests.Support;

namespace Muster.Tests.Sweeping;

/// <summary>When somebody has been passed by, and when others passed rightly.</summary>
public sealed class PassedOverTests : SweptHouse
{
    private int _served;

    [Fact]
    public void Whoever_is_passed_by_six_who_came_later_and_waits_on_is_found()
    {
        Crowd();
        _house.Waits(Robin);
        Look();

        Serves(6);

        Assert.Empty(After(90));
        Assert.Equal(new SweepFinding(SweepKind.Passed, Some.Queue, Robin, null, Some.Moment.AddSeconds(10)), Assert.Single(After(10)));
    }

    [Fact]
    public void Five_may_pass()
    {
        Crowd();
        _house.Waits(Robin);
        Look();

        Serves(5);

        Assert.Empty(After(300));
    }

    [Fact]
    public void Those_who_pass_are_added_up()
    {
        Crowd();
        _house.Waits(Robin);
        Look();

        foreach (var some in (int[])[2, 2, 2])
        {
            Serves(some);
            After(10);
        }

        Assert.Equal(SweepKind.Passed, Assert.Single(After(80)).Kind);
    }

    [Fact]
    public void Whoever_is_served_at_last_has_not_been_forgotten()
    {
        Crowd();
        _house.Waits(Robin);
        Look();
        Serves(6);
        Assert.Single(After(100));

        _house.Gives(Robin, Some.Blake);

        Assert.Empty(After(10));
    }

    private static readonly Dictionary<string, (Func<LineEntry, LineEntry> Waiting, Func<LineEntry, LineEntry> Served)> Passes = new()
    {
        ["they use another language"] = (entry => entry, entry => entry with { Triage = new Triage(null, TimeSpan.Zero, [], "vi") }),
        ["they want something else"] = (entry => entry, entry => entry with { Triage = new Triage(null, TimeSpan.Zero, [Permits], null) }),
        ["they want it done better"] = (entry => entry with { Triage = new Triage(null, TimeSpan.Zero, [Permits], null) }, entry => entry with { Triage = new Triage(null, TimeSpan.Zero, [Permits with { Level = 1 }], null) }),
        ["they are more urgent"] = (entry => entry, entry => entry with { Ticket = entry.Ticket - TimeSpan.FromHours(1).Ticks, Triage = new Triage("urgent", TimeSpan.FromHours(1), [], null) }),
        ["it waits for one agent"] = (entry => entry with { For = Some.Alex, ForUntil = Some.Moment.AddHours(1) }, entry => entry),
        ["it is nobody's before a time to come"] = (entry => entry with { NotBefore = Some.Moment.AddHours(1) }, entry => entry),
    };

    public static TheoryData<string> NamesOfPasses => [.. Passes.Keys];

    [Theory]
    [MemberData(nameof(NamesOfPasses))]
    public void Others_pass_rightly_when(string pass)
    {
        Crowd();
        _house.Waits(Robin);
        _house.ChangeEntry(Robin, Passes[pass].Waiting);
        Look();

        Serves(10, Passes[pass].Served);

        Assert.Empty(After(300));
    }

    [Fact]
    public void Others_pass_what_an_agent_thinks_about()
    {
        Crowd();
        _house.Waits(Robin);
        _house.Knows(Some.Blake, Robin, SlotState.Offered);
        Look();

        Serves(10);
        Assert.Empty(After(10));
        _house.LetsGo(Some.Blake, Robin);

        Assert.Empty(After(300));
    }

    [Fact]
    public void Whoever_has_come_back_meanwhile_has_not_been_passed()
    {
        Crowd();
        _house.Waits(Robin);
        Look();
        Serves(6);
        Assert.Empty(After(50));

        _house.ChangeEntry(Robin, entry => entry with { Seq = entry.Seq + 3 });

        Assert.Empty(After(300));
    }

    [Fact]
    public void Nobody_was_passed_before_they_came()
    {
        Crowd();
        Look();

        _house.Waits(Robin);
        Serves(10);

        Assert.Empty(After(300));
    }

    /// <summary>So many who came later than anybody are with Blake.</summary>
    private void Serves(int howMany, Func<LineEntry, LineEntry>? with = null)
    {
        for (var number = 0; number < howMany; number++)
        {
            var entry = new LineEntry($"demo/later-{++_served}", Some.Moment.AddSeconds(100 + _served).UtcTicks, 4, IsHeld: true);
            _house.Registers(with is null ? entry : with(entry));
            _house.Knows(Some.Blake, entry.Conversation);
        }
    }
}
